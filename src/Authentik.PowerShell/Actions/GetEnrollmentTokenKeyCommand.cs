using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Gets the key of enrollment tokens. The server records who requested it.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikEnrollmentTokenKey")]
[OutputType(typeof(SecureString), typeof(string))]
[CoversOperation("endpoints_agents_enrollment_tokens_view_key_retrieve")]
public sealed class GetEnrollmentTokenKeyCommand : GetSecretCommand
{
    /// <summary>Specifies the enrollment tokens, or their names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("EnrollmentToken"), ArgumentCompleter(typeof(NameCompleter))]
    public EnrollmentTokenIdentity[] Identity { get; set; } = [];

    private protected override IReadOnlyList<Identity> Identities => Identity;

    private protected override Resource Resource => Resources.EnrollmentToken;

    private protected override Task<SecureString?> ReadAsync(ResourceClient resource, Identity identity, CancellationToken cancellation) =>
        resource.Reader.RevealAsync(identity, "view_key", "key", cancellation);
}
