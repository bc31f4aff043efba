using System.Security;
using Authentik.Requests;
using Authentik.Sessions.Credentials;

namespace Authentik.Sessions.Tokens;

/// <summary>Makes of what a session proves itself with the source of its tokens.</summary>
internal sealed class SignIn(TokenEndpoint endpoint, Redactor redactor, TimeProvider clock)
{
    /// <summary>Signs in. What is short-lived is asked for at once, so that a wrong secret is told now.</summary>
    /// <exception cref="InputException">The credential cannot be one.</exception>
    /// <exception cref="ApiException">The server refused, or did not answer.</exception>
    public async Task<ITokenSource> RunAsync(SessionCredential credential, ICallLog log, CancellationToken cancellation)
    {
        switch (credential)
        {
            case TokenCredential fixedToken:
                Check(fixedToken.Token);
                redactor.Learn(SecretText.Reveal(fixedToken.Token));
                return new FixedToken(fixedToken.Token);
            case DeviceCredential device:
                var first = await new DeviceSignIn(endpoint, redactor, clock).RunAsync(device, log, cancellation);
                return new RenewedToken(endpoint, new RefreshGrant(device.ClientId, device.Scope, first.RefreshToken), first, redactor, clock);
            default:
                var grant = new ClientGrant((OAuthCredential)credential, redactor);
                var answer = await endpoint.AskAsync(grant.Fields(), grant.Refusal, log, cancellation);
                return new RenewedToken(endpoint, grant, answer, redactor, clock);
        }
    }

    // The server answers a token with other characters with a crash.
    private static void Check(SecureString secret)
    {
        if (!TokenText.CanBeSent(secret))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                "The token is empty or has characters that no token has, such as blanks, line ends or letters outside ASCII. Copy it again from authentik.");
        }
    }
}
