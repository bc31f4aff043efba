using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Gets the client secret of OAuth2 providers.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikOAuth2ClientSecret")]
[OutputType(typeof(SecureString), typeof(string))]
public sealed class GetOAuth2ClientSecretCommand : SessionCommand
{
    /// <summary>Specifies the providers, or their names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("OAuth2Provider"), ArgumentCompleter(typeof(NameCompleter))]
    public OAuth2ProviderIdentity[] Identity { get; set; } = [];

    /// <summary>
    /// Indicates that a string is returned instead of a SecureString. It's then visible on the screen, in transcripts and in variables.
    /// </summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunEach(Identity, WriteSecretAsync);

    private async Task WriteSecretAsync(OAuth2ProviderIdentity identity, CancellationToken cancellation)
    {
        var reader = GetClient(FindSession(identity), Resources.OAuth2Provider).Reader;
        var secret = ((OAuth2Provider)await reader.GetAsync(identity, cancellation)).ClientSecret
            ?? throw new InputException(
                InputProblem.NotFound,
                $"The OAuth2 provider '{identity}' doesn't have this secret, or you don't have permission to view it. "
                    + "Connect as a superuser.",
                identity);
        await WriteAsync([AsPlainText ? SecretText.Reveal(secret) : secret]);
    }
}
