using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Gets the client secret of OAuth2 providers.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikOAuth2ClientSecret")]
[OutputType(typeof(SecureString), typeof(string))]
public sealed class GetOAuth2ClientSecretCommand : GetSecretCommand
{
    /// <summary>Specifies the providers, or their names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("OAuth2Provider"), ArgumentCompleter(typeof(NameCompleter))]
    public OAuth2ProviderIdentity[] Identity { get; set; } = [];

    private protected override IReadOnlyList<Identity> Identities => Identity;

    private protected override Resource Resource => Resources.OAuth2Provider;

    private protected override async Task<SecureString?> ReadAsync(
        ResourceClient resource, Identity identity, CancellationToken cancellation) =>
        ((OAuth2Provider)await resource.Reader.GetAsync(identity, cancellation)).ClientSecret;
}
