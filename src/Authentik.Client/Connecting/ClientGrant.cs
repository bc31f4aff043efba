using Authentik.Sessions.Credentials;

namespace Authentik.Sessions.Tokens;

/// <summary>A token for an app password, a client's secret or an assertion: the same thing again gives the next one.</summary>
internal sealed class ClientGrant(OAuthCredential credential, Redactor redactor) : IGrant
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <inheritdoc/>
    public string Refusal => credential switch
    {
        AppPasswordCredential app =>
            $"The user '{app.UserName}' or the app password may be wrong, the user inactive or not allowed to open the provider's application, or the provider has no application. It takes an app password, not the user's own one.",
        ClientSecretCredential => "The client secret may be wrong, or the provider has no application.",
        _ => "The assertion may have expired or come from an issuer that the provider does not trust, or the provider has no application.",
    };

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Fields() =>
    [
        new("grant_type", "client_credentials"),
        new("client_id", credential.ClientId),
        new("scope", credential.Scope),
        .. Proof(),
    ];

    /// <inheritdoc/>
    public void Learn(TokenAnswer answer)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => credential.Dispose();

    private KeyValuePair<string, string>[] Proof()
    {
        switch (credential)
        {
            case AppPasswordCredential app:
                return [new("username", app.UserName), new("password", Known(SecretText.Reveal(app.Password)))];
            case ClientSecretCredential client:
                return [new("client_secret", Known(SecretText.Reveal(client.Secret)))];
            case AssertionCredential workload:
                return [new("client_assertion_type", AssertionType), new("client_assertion", Known(workload.Read()))];
            default:
                throw new InvalidOperationException($"{credential.GetType().Name} is no credential of a client.");
        }
    }

    private string Known(string secret)
    {
        redactor.Learn(secret);
        return secret;
    }
}
