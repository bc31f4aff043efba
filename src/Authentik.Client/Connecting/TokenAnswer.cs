using System.Security;
using System.Text.Json;

namespace Authentik.Sessions.Tokens;

/// <summary>What the token end point gave.</summary>
/// <param name="AccessToken">The token for the API.</param>
/// <param name="Life">How long it lives from now on.</param>
/// <param name="RefreshToken">What the next one can be had for; null where there is none.</param>
internal sealed record TokenAnswer(SecureString AccessToken, TimeSpan Life, SecureString? RefreshToken)
{
    // What the standard allows a server not to say; authentik always says it.
    private static readonly TimeSpan UnknownLife = TimeSpan.FromMinutes(5);

    /// <summary>Reads it; null when there is no token in it, or none that a header can carry.</summary>
    public static TokenAnswer? Read(JsonElement json) => Secret(json, "access_token") is { } token && TokenText.CanBeSent(token)
        ? new TokenAnswer(token, Seconds(json) is { } life ? TimeSpan.FromSeconds(life) : UnknownLife, Secret(json, "refresh_token"))
        : null;

    private static SecureString? Secret(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? SecretText.Protect(text) : null;

    private static double? Seconds(JsonElement json) =>
        json.TryGetProperty("expires_in", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds >= 0 ? seconds : null;
}
