using Authentik.Sessions;

namespace Authentik.Connecting;

/// <summary>Signs in a person who has a browser: shows a code, and requests the token until the code was entered.</summary>
internal sealed class DeviceCodeFlow(Call call)
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    // RFC 8628 adds this when the server asks for fewer requests.
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    private readonly TokenEndpoint endpoint = new(call);
    private readonly TimeProvider clock = call.Session.Clock;

    /// <summary>Signs in.</summary>
    /// <exception cref="ApiException">The person refused, or didn't enter the code in time.</exception>
    public async Task<IssuedToken> RunAsync(Connection connection, CancellationToken cancellation)
    {
        var clientId = connection.Settings.ClientId!;
        var code = await endpoint.RequestDeviceCodeAsync(clientId, TokenScope.Join(connection.Settings), cancellation);
        var secret = SecretText.Reveal(code.Secret);
        call.Redactor.Learn(secret);
        await connection.ShowDeviceCode!(code);
        KeyValuePair<string, string>[] request = [new("grant_type", GrantType), new("client_id", clientId), new("device_code", secret)];
        return await WaitAsync(code, request, cancellation);
    }

    private async Task<IssuedToken> WaitAsync(
        DeviceCode code, KeyValuePair<string, string>[] request, CancellationToken cancellation)
    {
        var (interval, end) = (code.Interval, clock.GetUtcNow() + code.Life);
        while (true)
        {
            await Task.Delay(interval, clock, cancellation);
            var response = await endpoint.TryRequestTokenAsync(request, cancellation);
            if (response.Token is { } token)
            {
                return token;
            }

            var isLate = clock.GetUtcNow() >= end;
            switch (response.Error)
            {
                case "authorization_pending" when !isLate:
                    break;
                case "slow_down" when !isLate:
                    interval += SlowDown;
                    break;
                default:
                    throw endpoint.Refused(response, DescribeRefusal(response.Error, code));
            }
        }
    }

    private static string DescribeRefusal(string? error, DeviceCode code) => error == "access_denied"
        ? "The sign-in was refused in the browser. Connect again, and allow it there."
        : $"The code was not entered at {code.Address} within {code.Life.TotalSeconds:0} seconds. If that page doesn't exist, "
            + "the brand has no device code flow: set one with Set-AuthentikBrand -FlowDeviceCode.";
}
