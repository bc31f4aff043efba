using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Configuration.Files;

/// <summary>Which values of secret fields a file may contain.</summary>
internal static class SecretCheck
{
    private const string Certificate = "-----BEGIN CERTIFICATE-----";
    private const string PrivateKey = "PRIVATE KEY-----";

    /// <summary>True for the name of a secret, for nothing, and for a certificate, which everybody may see without its key.</summary>
    public static bool IsAllowed(JsonNode? value) =>
        value is null || SecretReference.FindName(value) is not null
        || (value.GetValueKind() == JsonValueKind.String && IsPublic(value.GetValue<string>()));

    private static bool IsPublic(string text) =>
        text.Length == 0
        || (text.Contains(Certificate, StringComparison.Ordinal) && !text.Contains(PrivateKey, StringComparison.Ordinal));
}
