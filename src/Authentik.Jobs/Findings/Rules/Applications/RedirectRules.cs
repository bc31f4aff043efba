using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Applications;

/// <summary>Where OAuth2 providers send users and their codes. Proxy providers have addresses of authentik's own.</summary>
internal static class RedirectRules
{
    private const string Regex = "regex";

    public static FindingRule AnyHost { get; } = new(
        "redirect-uri-any-host", FindingSeverity.High, "A redirect URI that matches addresses of anybody.", data =>
            FindAsync(data, uri => IsRegex(uri) && RedirectProbe.Evaluate(uri.Url!) == RedirectReach.AnyHost, (provider, uri) => new Flaw(
                provider,
                $"The regular expression {uri.Url} also matches hosts of an attacker, who can have users sign in and get their "
                    + "codes or tokens.",
                For("Set-AuthentikOAuth2Provider", provider, "-RedirectUri https://app.example.com/callback"))));

    public static FindingRule Lookalike { get; } = new(
        "redirect-uri-similar-host", FindingSeverity.Medium, "A redirect URI that matches hosts with a similar name.", data =>
            FindAsync(data, uri => IsRegex(uri)
                && RedirectProbe.Evaluate(uri.Url!) == RedirectReach.SimilarHosts, (provider, uri) => new Flaw(
                provider,
                $"The regular expression {uri.Url} also matches hosts with a similar name: a dot that isn't escaped matches any "
                    + "character, and "
                    + "what stands before a name without a dot belongs to it. An attacker can register such a name.",
                For("Set-AuthentikOAuth2Provider", provider, "-RedirectUri https://app.example.com/callback"))));

    public static FindingRule PlainHttp { get; } = new(
        "redirect-uri-plain-http", FindingSeverity.Medium, "A redirect URI without encryption.", data =>
            FindAsync(data, uri => IsPlain(uri.Url) && !IsLoopback(uri.Url), (provider, uri) => new Flaw(
                provider,
                $"{uri.Url} isn't encrypted, so everybody on the way can read the code with which the application gets its tokens.",
                For("Set-AuthentikOAuth2Provider", provider, $"-AddRedirectUri {Quote(WebAddress.Secure(uri.Url!))} -RemoveRedirectUri "
                    + $"{Quote(uri.Url!)}"))));

    public static FindingRule Localhost { get; } = new(
        "redirect-uri-localhost", FindingSeverity.Low, "A redirect URI to the user's own computer.", data =>
            FindAsync(data, uri => IsLoopback(uri.Url), (provider, uri) => provider.ClientType == "public" ? null : new Flaw(
                provider,
                $"{uri.Url} leads to the computer of whoever signs in. That's left over from development if the application runs on "
                    + "a server.",
                For("Set-AuthentikOAuth2Provider", provider, $"-RemoveRedirectUri {Quote(uri.Url!)}"))));

    public static FindingRule Missing { get; } = new(
        "redirect-uri-missing", FindingSeverity.Medium, "A provider that takes the first redirect URI that comes.", async data =>
            from provider in await data.OAuth2Providers
            where provider.RedirectUris is null or { Count: 0 } && !string.IsNullOrEmpty(provider.AssignedApplicationSlug)
            select new Flaw(
                provider,
                "The provider has no redirect URI. authentik stores the one of the first sign-in, so whoever is first decides where "
                    + "users are sent.",
                For("Set-AuthentikOAuth2Provider", provider, "-RedirectUri https://app.example.com/callback")));

    private static async Task<IEnumerable<Flaw>> FindAsync(
        FindingData data, Func<RedirectUri, bool> isFlawed, Func<OAuth2Provider, RedirectUri, Flaw?> make) =>
        from provider in await data.OAuth2Providers
        let uri = provider.RedirectUris?.FirstOrDefault(isFlawed)
        where uri is not null
        let flaw = make(provider, uri)
        where flaw is not null
        select flaw;

    private static bool IsRegex(RedirectUri uri) => uri is { MatchingMode: Regex, Url: not null };

    private static bool IsPlain(string? url) => url?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsLoopback(string? url) => url?.Split("://", 2) is [_, var rest]
        && rest.Split('/', ':', '?')[0] is "localhost" or "127.0.0.1" or "[" or "127\\.0\\.0\\.1";
}
