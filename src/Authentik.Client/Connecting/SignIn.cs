using System.Security;
using Authentik.Sessions;

namespace Authentik.Connecting;

/// <summary>Signs in. A short-lived token is requested at once, so that a wrong secret is reported now.</summary>
internal sealed class SignIn(Call call)
{
    /// <summary>Signs in, and returns where the session gets its tokens.</summary>
    /// <exception cref="InputException">The credential isn't valid.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ITokenSource> RunAsync(CancellationToken cancellation)
    {
        var connection = call.Session.Connection;
        switch (connection.Settings.Authentication)
        {
            case AuthenticationType.ApiToken:
                return UseToken(connection.Secrets[ConnectionSettings.CredentialSecret]);
            case AuthenticationType.DeviceCode:
                var first = await new DeviceCodeFlow(call).RunAsync(connection, cancellation);
                var refresh = new RefreshTokenGrant(connection.Settings, first.RefreshToken);
                return new TokenCache(refresh, first, call);
            default:
                var grant = new ClientCredentialsGrant(connection, call.Redactor);
                var token = await new TokenEndpoint(call).RequestTokenAsync(grant.WriteRequest(), grant.RefusalAdvice, cancellation);
                return new TokenCache(grant, token, call);
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

        call.Redactor.Learn(SecretText.Reveal(token));
        return new FixedToken(token);
    }
}
