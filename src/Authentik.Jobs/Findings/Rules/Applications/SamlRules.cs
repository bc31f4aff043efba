using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Applications;

/// <summary>Signatures of SAML and WS-Federation.</summary>
internal static class SamlRules
{
    private const string Sha256 = "-DigestAlgorithm 'http://www.w3.org/2001/04/xmlenc#sha256' "
        + "-SignatureAlgorithm 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'";

    public static FindingRule WeakAlgorithm { get; } = new(
        "saml-weak-algorithm", FindingSeverity.Medium, "Signatures with SHA-1.", async data =>
        [
            .. Weak(await data.SamlProviders, one => (one.DigestAlgorithm, one.SignatureAlgorithm), "Set-AuthentikSamlProvider"),
            .. Weak(await data.WsFederationProviders, one =>
                (one.DigestAlgorithm, one.SignatureAlgorithm), "Set-AuthentikWsFederationProvider"),
            .. Weak(await data.SamlSources, one => (one.DigestAlgorithm, one.SignatureAlgorithm), "Set-AuthentikSamlSource"),
        ]);

    public static FindingRule Unsigned { get; } = new(
        "saml-unsigned", FindingSeverity.High, "Assertions without a signature.", async data =>
            from provider in await data.SamlProviders
            where provider.SigningKp is null || (provider.SignAssertion == false && provider.SignResponse == false)
            select new Flaw(
                provider,
                "Neither the assertions nor the responses are signed. An application that accepts them can be told to be signed in "
                    + "as anybody.",
                For("Set-AuthentikSamlProvider", provider, "-SigningKp 'authentik Self-signed Certificate' -SignAssertion $true")));

    public static FindingRule UnverifiedRequests { get; } = new(
        "saml-unverified-requests", FindingSeverity.Info, "Requests for a sign-in that aren't verified.", async data =>
            from provider in await data.SamlProviders
            where provider.VerificationKp is null
            select new Flaw(
                provider,
                "The provider has no verification certificate, so it accepts requests for a sign-in from anybody. It matters if the "
                    + "application signs its requests.",
                For("Set-AuthentikSamlProvider", provider, "-VerificationKp 'certificate of the application'")));

    private static IEnumerable<Flaw> Weak<T>(
        IEnumerable<T> all, Func<T, (string? Digest, string? Signature)> read, string command)
        where T : AuthentikObject =>
        from one in all
        let algorithms = read(one)
        let weak = new[] { algorithms.Digest, algorithms.Signature }.Where(name =>
            name?.EndsWith("sha1", StringComparison.Ordinal) == true).ToList()
        where weak.Count > 0
        select new Flaw(
            one,
            $"It signs with {string.Join(" and ", weak.Select(name => name!.Split('#')[^1]).Distinct())}. SHA-1 is broken: two "
                + "documents with the same signature can be made.",
            For(command, one, Sha256));
}
