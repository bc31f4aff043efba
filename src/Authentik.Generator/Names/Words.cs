namespace Authentik.Generator.Names;

/// <summary>Turns names of the API into names of .NET.</summary>
internal static class Words
{
    // Words that .NET writes in a way that capitalizing the first letter does not give.
    private static readonly Dictionary<string, string> Written = new(StringComparer.Ordinal)
    {
        ["oauth"] = "OAuth",
        ["oauth2"] = "OAuth2",
        ["webauthn"] = "WebAuthn",
        ["icontains"] = "Contains",
        ["geoip"] = "GeoIp",
        ["iexact"] = "",
        ["isnull"] = "IsNull",
        ["startswith"] = "StartsWith",
    };

    private static readonly char[] Separators = ['_', '-', '.', ' '];

    /// <summary><c>oidc_jwks_url</c> becomes <c>OidcJwksUrl</c>, <c>last_login__gt</c> <c>LastLoginGt</c>.</summary>
    public static string Pascal(string name) => string.Concat(Split(name).Select(Capital));

    /// <summary>The same with the last word in the singular: <c>redirect_uris</c> becomes <c>RedirectUri</c>.</summary>
    public static string PascalSingular(string name)
    {
        var words = Split(name);
        return string.Concat(words[..^1].Select(Capital)) + Capital(Singular.Of(words[^1]));
    }

    /// <summary><c>RedirectUri</c> becomes <c>redirect uri</c>.</summary>
    public static string Sentence(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>The same text with a capital at its beginning.</summary>
    public static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary><c>a, b or c</c>.</summary>
    public static string Either(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    private static string[] Split(string name) => name.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    private static string Capital(string word) =>
        Written.TryGetValue(word, out var written) ? written : Capitalized(word);
}
