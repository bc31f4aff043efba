using System.Text.Json;
using Authentik.Http;
using Authentik.Parsing;
using Authentik.Sessions;

namespace Authentik.Connecting;

/// <summary>Reads the JSON of the OAuth2 endpoints.</summary>
internal static class OAuthJson
{
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    // No token lives as long; a longer time can't be added to a date.
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(3650);

    /// <summary>Reads a number of seconds; null if it's missing or negative.</summary>
    public static TimeSpan? ReadSeconds(JsonElement json, string name) =>
        JsonMember.Find(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var seconds) && seconds >= 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestTime.TotalSeconds))
            : null;

    /// <summary>Reads a device code; null if something is missing, or the address can't be opened in a browser.</summary>
    public static DeviceCode? TryReadDeviceCode(JsonElement json)
    {
        if (ReadText(json, "device_code") is not { Length: <= SecretText.MostLength } secret
            || ReadText(json, "user_code") is not { } code
            || ReadLink(json, "verification_uri") is not { } address)
        {
            return null;
        }

        var addressWithCode = ReadLink(json, "verification_uri_complete") ?? address;
        var life = ReadTime(json, "expires_in", UsualLife);
        return new DeviceCode(SecretText.Protect(secret), code, address, addressWithCode, life, ReadTime(json, "interval", UsualInterval));
    }

    private static TimeSpan ReadTime(JsonElement json, string name, TimeSpan usual) =>
        ReadSeconds(json, name) is { Ticks: > 0 } time ? TimeSpan.FromTicks(Math.Min(time.Ticks, LongestLife.Ticks)) : usual;

    // authentik writes a code of digits as a number.
    private static string? ReadText(JsonElement json, string name) =>
        JsonMember.Find(json, name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString() : null;

    private static Uri? ReadLink(JsonElement json, string name) =>
        Uri.TryCreate(ReadText(json, name), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
