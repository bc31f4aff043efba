using System.Security;
using Authentik.Sessions.Credentials;

namespace Authentik.Sessions.Tokens;

/// <summary>Makes of what a session proves itself with the source of its tokens.</summary>
internal sealed class SignIn(Call call)
{
    /// <summary>Signs in. What is short-lived is asked for at once, so that a wrong secret is told now.</summary>
    /// <exception cref="InputException">The credential cannot be one.</exception>
    /// <exception cref="ApiException">The server refused, or did not answer.</exception>
    public async Task<ITokenSource> RunAsync(SessionCredential credential, CancellationToken cancellation)
    {
        switch (credential)
        {
            case TokenCredential fixedToken:
                Check(fixedToken.Token);
                call.Redactor.Learn(SecretText.Reveal(fixedToken.Token));
                return new FixedToken(fixedToken.Token);
            case DeviceCredential device:
                var first = await new DeviceSignIn(call).RunAsync(device, cancellation);
                return new RenewedToken(new RefreshGrant(device.ClientId, device.Scope, first.RefreshToken), first, call);
            default:
                var grant = new ClientGrant((OAuthCredential)credential, call.Redactor);
                var answer = await new TokenEndpoint(call).AskAsync(grant.Fields(), grant.Refusal, cancellation);
                return new RenewedToken(grant, answer, call);
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
