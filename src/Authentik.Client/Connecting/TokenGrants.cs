using System.Security;
using Authentik.Sessions;

namespace Authentik.Connecting;

/// <summary>An OAuth2 grant: what a token is requested with.</summary>
internal interface ITokenGrant : IDisposable
{
    /// <summary>What to do when the request is refused.</summary>
    string RefusalAdvice { get; }

    /// <summary>True if a token can be requested.</summary>
    bool CanRequest { get; }

    /// <summary>Writes the fields of the next token request; null if no token can be requested any more.</summary>
    IReadOnlyList<KeyValuePair<string, string>>? WriteRequest();

    /// <summary>Keeps from a response what the next request needs.</summary>
    void Remember(IssuedToken token);
}

/// <summary>Requests tokens with an app password, a client secret or an assertion: the same secret gets the next token.</summary>
internal sealed class ClientCredentialsGrant(Connection connection, Redactor redactor) : ITokenGrant
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <inheritdoc/>
    public string RefusalAdvice => connection.Settings.Authentication switch
    {
        AuthenticationType.AppPassword =>
            $"The user '{connection.Settings.Username}' or the app password may be wrong, the user inactive or not allowed to open the "
                + "provider's application, or the provider has no application. Use an app password, not the user's own password.",
        AuthenticationType.ClientSecret =>
            "The client secret may be wrong, or the provider has no application. Check both with Get-AuthentikOAuth2Provider.",
        _ =>
            "The assertion may have expired or come from an issuer that the provider doesn't trust, or the provider has no application. "
                + "Get a new assertion, or check the provider with Get-AuthentikOAuth2Provider.",
    };

    /// <inheritdoc/>
    public bool CanRequest => true;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> WriteRequest() =>
    [
        new("grant_type", "client_credentials"),
        new("client_id", connection.Settings.ClientId!),
        new("scope", TokenScope.Join(connection.Settings)),
        .. WriteProof(),
    ];

    /// <inheritdoc/>
    public void Remember(IssuedToken token)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The connection owns the secrets and disposes of them.
    }

    private KeyValuePair<string, string>[] WriteProof() => connection.Settings.Authentication switch
    {
        AuthenticationType.AppPassword => [new("username", connection.Settings.Username!), new("password", Learn(Secret))],
        AuthenticationType.ClientSecret => [new("client_secret", Learn(Secret))],
        _ => [new("client_assertion_type", AssertionType), new("client_assertion", Learn(ReadAssertion()))],
    };

    private string Secret => SecretText.Reveal(connection.Secrets[ConnectionSettings.CredentialSecret]);

    private string Learn(string secret)
    {
        redactor.Learn(secret);
        return secret;
    }

    // The file is read for every token, because platforms replace it before the JWT expires.
    private string ReadAssertion()
    {
        var path = connection.Settings.AssertionPath;
        var jwt = (path is null ? Secret : ReadFile(path)).Trim();
        var isJwt = jwt.Split('.') is { Length: 3 } parts && parts.All(part => part.Length > 0)
            && jwt.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '=');
        return isJwt ? jwt : throw new InputException(
            InputProblem.InvalidValue,
            $"{path ?? "The assertion"} isn't a valid JWT, which has three parts of letters and digits separated by dots. Get a new one.",
            path);
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The JWT itself may have been passed as its path.
            throw new InputException(
                InputProblem.NotFound,
                SecretPatterns.Redact($"The assertion can't be read from {path}: {failure.Message} Check -AssertionPath."),
                SecretPatterns.Redact(path));
        }
    }
}

/// <summary>Requests tokens with a refresh token. It can be used once; each response has the next one.</summary>
internal sealed class RefreshTokenGrant(ConnectionSettings settings, SecureString? first) : ITokenGrant
{
    private SecureString? next = first;

    /// <inheritdoc/>
    public string RefusalAdvice => "The sign-in has expired. Connect again with Connect-Authentik -DeviceCode.";

    /// <inheritdoc/>
    public bool CanRequest => next is not null;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>>? WriteRequest() => next is null ? null :
    [
        new("grant_type", "refresh_token"),
        new("client_id", settings.ClientId!),
        new("refresh_token", SecretText.Reveal(next)),
        new("scope", TokenScope.Join(settings)),
    ];

    /// <inheritdoc/>
    public void Remember(IssuedToken token) => next = token.RefreshToken ?? next;

    /// <inheritdoc/>
    public void Dispose() => next?.Dispose();
}

/// <summary>The scopes of a token request.</summary>
internal static class TokenScope
{
    // Without this scope, authentik issues a token that its API refuses.
    private const string Api = "goauthentik.io/api";

    // With this scope, authentik issues a refresh token, if the provider allows it.
    private const string Offline = "offline_access";

    /// <summary>Joins the scopes to request.</summary>
    public static string Join(ConnectionSettings settings)
    {
        var scopes = string.Join(' ', settings.Scopes.Prepend(Api).Distinct(StringComparer.Ordinal));
        return settings.Authentication == AuthenticationType.DeviceCode ? $"{scopes} {Offline}" : scopes;
    }
}
