using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Gets the key of tokens and app passwords. The server records who requested it.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikTokenKey")]
[OutputType(typeof(SecureString), typeof(string))]
[CoversOperation("core_tokens_view_key_retrieve")]
public sealed class GetTokenKeyCommand : GetSecretCommand
{
    /// <summary>Specifies the tokens, or their identifiers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("Token"), ArgumentCompleter(typeof(NameCompleter))]
    public TokenIdentity[] Identity { get; set; } = [];

    private protected override IReadOnlyList<Identity> Identities => Identity;

    private protected override Resource Resource => Resources.Token;

    private protected override Task<SecureString?> ReadAsync(ResourceClient resource, Identity identity, CancellationToken cancellation) =>
        resource.Reader.RevealAsync(identity, "view_key", "key", cancellation);
}
