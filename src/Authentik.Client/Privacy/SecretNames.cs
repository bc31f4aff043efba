using System.Buffers;
using System.Text.RegularExpressions;

namespace Authentik;

/// <summary>Tells by a field's name whether it holds a secret.</summary>
internal static partial class SecretNames
{
    private static readonly SearchValues<char> CapitalsAndHyphen = SearchValues.Create("-ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // Only the last word of a name counts: client_secret is a secret, access_token_url isn't.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwords", "passphrase", "secret", "secrets", "token", "tokens", "cookie", "cookies", "keytab", "ccache",
        "credential", "credentials", "authorization", "assertion", "csrf",
    };

    // Names that end like a secret but refer to an object.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "flow_device_code" };

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "key", "key_data", "auth" };

    // A name that ends with "key" isn't enough, because the key can be a public one.
    private static readonly string[] Ends = ["private_key", "secret_key", "api_key", "device_code"];

    // As in SecretPatterns.
    private static readonly string[] EndsOfParameters = ["token", "password", "secret", "key", "code", "assertion", "credential"];

    /// <summary>True when a field of that name holds a secret.</summary>
    public static bool Contains(string name) => !Harmless.Contains(name) && MatchesSecret(SplitWords(name));

    /// <summary>True when it is the name under which authentik records the arguments of a request.</summary>
    public static bool IsArguments(string name) => name == "args";

    /// <summary>The same for the name of a field or, inside of these arguments, of a parameter, such as the code of OAuth.</summary>
    public static bool Contains(string name, bool isArgument) => Contains(name)
        || (isArgument && Array.Exists(EndsOfParameters, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)));

    // Other programs write clientSecret and Client-Secret.
    private static string SplitWords(string name) =>
        name.AsSpan().IndexOfAny(CapitalsAndHyphen) < 0 ? name : Boundary().Replace(name, "_");

    [GeneratedRegex("-|(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Boundary();

    private static bool MatchesSecret(string name) =>
        Names.Contains(name) || Words.Contains(name[(name.LastIndexOf('_') + 1)..]) || Ends.Any(end => HasEnding(name, end));

    private static bool HasEnding(string name, string end) =>
        name.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (name.Length == end.Length || name[^(end.Length + 1)] == '_');
}
