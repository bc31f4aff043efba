using Authentik.Sessions.Credentials;

namespace Authentik.Sessions.Tokens;

/// <summary>Signs a person in who has a browser somewhere: shows a code, and asks until it was entered.</summary>
internal sealed class DeviceSignIn(Call call)
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    // What the standard says to add when the server wants to be asked less often.
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    private readonly TokenEndpoint endpoint = new(call);
    private readonly TimeProvider clock = call.Session.Clock;

    /// <summary>Signs in.</summary>
    /// <param name="credential">Who asks, and how the code is shown.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ApiException">The person refused, or did not enter the code in time.</exception>
    public async Task<TokenAnswer> RunAsync(DeviceCredential credential, CancellationToken cancellation)
    {
        var code = await endpoint.BeginAsync(credential.ClientId, credential.Scope, cancellation);
        var secret = SecretText.Reveal(code.Secret);
        call.Redactor.Learn(secret);
        await credential.Show(code);
        return await WaitAsync(code, Fields(credential, secret), cancellation);
    }

    private static KeyValuePair<string, string>[] Fields(DeviceCredential credential, string secret) =>
        [new("grant_type", GrantType), new("client_id", credential.ClientId), new("device_code", secret)];

    private async Task<TokenAnswer> WaitAsync(DeviceCode code, KeyValuePair<string, string>[] fields, CancellationToken cancellation)
    {
        var (interval, end) = (code.Interval, clock.GetUtcNow() + code.Life);
        while (true)
        {
            await Task.Delay(interval, clock, cancellation);
            var reply = await endpoint.TryAsync(fields, cancellation);
            if (reply.Token is { } token)
            {
                return token;
            }

            var isLate = clock.GetUtcNow() >= end;
            switch (reply.Error)
            {
                case "authorization_pending" when !isLate:
                    break;
                case "slow_down" when !isLate:
                    interval += SlowDown;
                    break;
                default:
                    throw endpoint.Refused(reply, Reason(reply.Error, code));
            }
        }
    }

    private static string Reason(string? error, DeviceCode code) => error == "access_denied"
        ? "The sign-in was refused in the browser."
        : $"The code was not entered at {code.Address} within {code.Life.TotalSeconds:0} seconds. If that page does not exist, the brand has no device code flow: set one with Set-AuthentikBrand -FlowDeviceCode.";
}
