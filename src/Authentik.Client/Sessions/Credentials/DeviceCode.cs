using System.Security;
using System.Text.Json;

namespace Authentik.Sessions.Tokens;

/// <summary>A sign-in that waits for a person: what to enter where, and for how long.</summary>
/// <param name="Secret">What the token is asked for with.</param>
/// <param name="UserCode">What the person enters.</param>
/// <param name="Address">Where the person enters it.</param>
/// <param name="AddressWithCode">The same with the code in it.</param>
/// <param name="Life">How long it can be entered.</param>
/// <param name="Interval">How long to wait between two questions whether it was.</param>
internal sealed record DeviceCode(SecureString Secret, string UserCode, Uri Address, Uri AddressWithCode, TimeSpan Life, TimeSpan Interval)
{
    private const int UsualInterval = 5;
    private const int UsualLife = 60;

    /// <summary>Reads it; null when something is missing, or the address is none for a browser.</summary>
    public static DeviceCode? Read(JsonElement json)
    {
        if (Text(json, "device_code") is not { } secret || Text(json, "user_code") is not { } code || Link(json, "verification_uri") is not { } address)
        {
            return null;
        }

        var whole = Link(json, "verification_uri_complete") ?? address;
        return new DeviceCode(SecretText.Protect(secret), code, address, whole, Seconds(json, "expires_in", UsualLife), Seconds(json, "interval", UsualInterval));
    }

    private static string? Text(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        ? value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null
        : null;

    private static Uri? Link(JsonElement json, string name) =>
        Uri.TryCreate(Text(json, name), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    private static TimeSpan Seconds(JsonElement json, string name, int usual) =>
        TimeSpan.FromSeconds(json.TryGetProperty(name, out var value) && value.TryGetDouble(out var seconds) && seconds > 0 ? seconds : usual);
}
