namespace Authentik.Generator.Names;

/// <summary>Turns names of the API into names of .NET.</summary>
internal static class DotNetNames
{
    // Words that .NET writes in a way that capitalizing the first letter doesn't give.
    private static readonly Dictionary<string, string> Written = new(StringComparer.Ordinal)
    {
        ["oauth"] = "OAuth",
        ["oauth2"] = "OAuth2",
        ["policybindingmodel"] = "PolicyBindingModel",
        ["promptstage"] = "PromptStage",
        ["userinfo"] = "UserInfo",
        ["webauthn"] = "WebAuthn",
        ["wsfed"] = "WsFed",
        ["icontains"] = "Contains",
        ["geoip"] = "GeoIp",
        ["iexact"] = "",
        ["isnull"] = "IsNull",
        ["startswith"] = "StartsWith",
    };

    private static readonly char[] Separators = ['_', '-', '.', ' '];

    /// <summary><c>oidc_jwks_url</c> becomes <c>OidcJwksUrl</c>, <c>last_login__gt</c> <c>LastLoginGt</c>.</summary>
    public static string ToPascal(string name) => string.Concat(Split(name).Select(Capitalize));

    /// <summary>The same with the last word in the singular: <c>redirect_uris</c> becomes <c>RedirectUri</c>.</summary>
    public static string ToPascalSingular(string name)
    {
        var words = Split(name);
        return string.Concat(words[..^1].Select(Capitalize)) + Capitalize(English.Singularize(words[^1]));
    }

    /// <summary>A Pascal name with its last word in the singular: <c>StaticSettings</c> becomes <c>StaticSetting</c>.</summary>
    public static string MakeSingular(string name)
    {
        var start = name.LastIndexOf(name.Last(char.IsUpper));
        return name[..start] + English.Capitalize(English.Singularize(name[start..].ToLowerInvariant()));
    }

    private static string[] Split(string name) => name.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    private static string Capitalize(string word) => Written.GetValueOrDefault(word) ?? English.Capitalize(word);
}
