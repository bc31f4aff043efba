namespace Authentik;

/// <summary>Tells by a field's name whether it holds a secret.</summary>
internal static class SecretNames
{
    // The last word of a name tells: client_secret is one, access_token_url is none.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwords", "passphrase", "secret", "secrets", "token", "tokens", "cookie", "cookies", "keytab", "ccache",
        "credential", "credentials", "authorization", "assertion", "csrf",
    };

    // They end like a secret and refer to something.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "flow_device_code" };

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "key", "key_data", "auth" };

    // A key alone may be a public one.
    private static readonly string[] Ends = ["private_key", "secret_key", "api_key", "device_code"];

    /// <summary>True when a field of that name holds a secret.</summary>
    public static bool Has(string name) => !Harmless.Contains(name) && LooksLikeOne(name);

    private static bool LooksLikeOne(string name) =>
        Names.Contains(name) || Words.Contains(name[(name.LastIndexOf('_') + 1)..]) || Ends.Any(end => IsEnd(name, end));

    private static bool IsEnd(string name, string end) =>
        name.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (name.Length == end.Length || name[^(end.Length + 1)] == '_');
}
