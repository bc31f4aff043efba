using System.Security;
using Authentik.Requests;
using Authentik.Sessions;

namespace Authentik.Connecting;

/// <summary>Signs in. A short-lived token is requested at once, so that a wrong secret is reported now.</summary>
internal sealed class SignIn(Session session, ICallLog log)
{
    /// <summary>Signs in, and returns where the session gets its tokens.</summary>
    /// <exception cref="InputException">The credential isn't valid.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ITokenSource> RunAsync(CancellationToken cancellation)
    {
        var connection = session.Connection;
        switch (connection.Settings.Authentication)
        {
            case AuthenticationType.ApiToken:
                return UseToken(connection.Secrets[ConnectionSettings.CredentialSecret]);
            case AuthenticationType.DeviceCode:
                var first = await new DeviceCodeFlow(session, log).RunAsync(cancellation);
                return new TokenCache(session, new RefreshTokenGrant(connection.Settings, first.RefreshToken), first);
            default:
                var grant = new ClientCredentialsGrant(connection, session.Redactor);
                var endpoint = new TokenEndpoint(session, log);
                var token = await endpoint.RequestTokenAsync(grant.WriteRequest(), grant.RefusalAdvice, cancellation);
                return new TokenCache(session, grant, token);
        }
    }

    // The server crashes on a token with other characters.
    private FixedToken UseToken(SecureString token)
    {
        if (!IssuedToken.CanBeSent(token))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                "The token is empty or contains characters that aren't valid in a token, such as spaces, line breaks or non-ASCII letters. "
                    + "Copy it again from authentik.");
        }

        session.Redactor.Learn(SecretText.Reveal(token));
        return new FixedToken(token);
    }
}
