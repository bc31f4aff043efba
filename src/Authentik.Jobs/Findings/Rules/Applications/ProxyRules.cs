using System.Text.RegularExpressions;
using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Applications;

/// <summary>Providers that pass requests on, and those that connect to other systems.</summary>
internal static class ProxyRules
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    // Nobody leaves out both of them on purpose.
    private static readonly string[] SomePaths = ["/", "/q7/admin/x1"];

    public static FindingRule UnauthenticatedPaths { get; } = new(
        "proxy-without-authentication", FindingSeverity.High, "A proxy provider that lets everybody through.", async data =>
            from provider in await data.ProxyProviders
            let expression = (provider.SkipPathRegex ?? string.Empty)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault(line => SomePaths.All(path => IsMatch(line, path)))
            where expression is not null
            select new Flaw(
                provider,
                $"The expression {expression} of the paths that need no sign-in matches every path, so the application isn't "
                    + "protected at all.",
                For("Set-AuthentikProxyProvider", provider, "-SkipPathRegex '^/public/'")));

    public static FindingRule PlainHttp { get; } = new(
        "proxy-plain-http", FindingSeverity.Medium, "A proxied application without encryption.", async data =>
            from provider in await data.ProxyProviders
            where WebAddress.IsExposed(provider.ExternalHost)
            select new Flaw(
                provider,
                $"Users open {provider.ExternalHost} without encryption, so everybody on the way can take over their sessions.",
                For("Set-AuthentikProxyProvider", provider, $"-ExternalHost {Quote(WebAddress.Secure(provider.ExternalHost!))}")));

    public static FindingRule UnverifiedUpstream { get; } = new(
        "proxy-unverified-upstream", FindingSeverity.Low, "A proxied application whose certificate isn't checked.", async data =>
            from provider in await data.ProxyProviders
            where provider is { Mode: "proxy", InternalHostSslValidation: false }
                && provider.InternalHost?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true
            select new Flaw(
                provider,
                $"The outpost doesn't check the certificate of {provider.InternalHost}, so somebody in the network can stand in for "
                    + "the application.",
                For("Set-AuthentikProxyProvider", provider, "-InternalHostSslValidation $true")));

    public static FindingRule UnverifiedScim { get; } = new(
        "scim-unverified-certificate", FindingSeverity.Medium, "A SCIM server that isn't checked.", async data =>
            from provider in await data.ScimProviders
            where provider.VerifyCertificates == false || provider.Url?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true
            select new Flaw(
                provider,
                $"authentik sends users and its token to {provider.Url} without checking who receives them.",
                For("Set-AuthentikScimProvider", provider, provider.VerifyCertificates == false
                    ? "-VerifyCertificates $true"
                    : $"-Url {Quote(WebAddress.Secure(provider.Url!))}")));

    public static FindingRule OpenRadius { get; } = new(
        "radius-any-network", FindingSeverity.Low, "A RADIUS provider for clients of every network.", async data =>
            from provider in await data.RadiusProviders
            where (provider.ClientNetworks ?? string.Empty).Split(',', StringSplitOptions.TrimEntries).Any(one =>
                one is "0.0.0.0/0" or "::/0")
            select new Flaw(
                provider,
                "Clients of every network may ask the outpost, so only the shared secret keeps somebody from trying passwords.",
                For("Set-AuthentikRadiusProvider", provider, "-ClientNetworks '10.0.0.0/8'")));

    private static bool IsMatch(string expression, string path)
    {
        try
        {
            return Regex.IsMatch(path, expression, RegexOptions.CultureInvariant, Patience);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
