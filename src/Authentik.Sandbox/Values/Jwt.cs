using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Authentik.Sandboxing.Values;

/// <summary>JSON web tokens without keys: the signature is random, and no signature is verified.</summary>
internal static class Jwt
{
    private const int SignatureLength = 32;
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    public static string Create(JsonObject claims) => string.Join(
        '.',
        Encode(Encoding.UTF8.GetBytes(Header)),
        Encode(Encoding.UTF8.GetBytes(claims.ToJsonString())),
        Encode(RandomNumberGenerator.GetBytes(SignatureLength)));

    /// <summary>The claims of a token; null when it isn't well-formed.</summary>
    public static JsonObject? Read(string token)
    {
        var parts = token.Split('.');
        return parts.Length == 3 && parts[2].Length > 0 && ReadPart(parts[0]) is not null ? ReadPart(parts[1]) : null;
    }

    private static JsonObject? ReadPart(string part)
    {
        try
        {
            return JsonParser.Parse(Decode(part)) as JsonObject;
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
