using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.OAuth;

/// <summary>JSON web tokens, as far as they can be told without a key: nothing is signed, and no signature is checked.</summary>
internal static class Jwt
{
    private const int SignatureLength = 32;
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    public static string Make(JsonObject claims) =>
        $"{Encode(Encoding.UTF8.GetBytes(Header))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{Encode(RandomNumberGenerator.GetBytes(SignatureLength))}";

    /// <summary>What a token says; null when it is none.</summary>
    public static JsonObject? Read(string token)
    {
        var parts = token.Split('.');
        return parts.Length == 3 && parts[2].Length > 0 && ReadPart(parts[0]) is not null ? ReadPart(parts[1]) : null;
    }

    private static JsonObject? ReadPart(string part)
    {
        try
        {
            return JsonText.Parse(Decode(part)) as JsonObject;
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Decode(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='));
    }
}
