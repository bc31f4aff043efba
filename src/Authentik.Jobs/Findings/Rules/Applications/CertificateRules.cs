using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Applications;

/// <summary>Certificates that end, and those that nothing uses.</summary>
internal static class CertificateRules
{
    public static FindingRule Expired { get; } = new(
        "certificate-expired", FindingSeverity.High, "An expired certificate that is in use.", data =>
            FindUsedAsync(data, end => end <= data.Now, (one, users) => new Flaw(
                one,
                $"It expired on {one.CertExpiry:yyyy-MM-dd}, and {users} it. What checks it refuses the connection or the sign-in.",
                $"New-AuthentikCertificate -CommonName {Quote($"{one.Name} 2")} -ValidityDays 365")));

    public static FindingRule Expiring { get; } = new(
        "certificate-expiring", FindingSeverity.Medium, "A certificate in use that expires soon.", data =>
            FindUsedAsync(data, end => end > data.Now && end <= data.Now + data.Options.ExpiresWithin, (one, users) => new Flaw(
                one,
                $"It expires on {one.CertExpiry:yyyy-MM-dd}, and {users} it. Applications that know the old one must learn the new "
                    + "one first.",
                $"New-AuthentikCertificate -CommonName {Quote($"{one.Name} 2")} -ValidityDays 365")));

    public static FindingRule Unused { get; } = new(
        "certificate-unused", FindingSeverity.Info, "A certificate that nothing uses.", async data =>
        {
            var uses = await CertificateUse.ReadAsync(data);
            return from one in await data.Certificates
                   where string.IsNullOrEmpty(one.Managed) && one.Name != "authentik Self-signed Certificate"
                       && !uses.Contains(one.Pk!.Value)
                   let end = one.CertExpiry <= data.Now ? $" It expired on {one.CertExpiry:yyyy-MM-dd}." : string.Empty
                   select new Flaw(
                       one,
                       $"Nothing uses the certificate.{end} A private key that nobody needs can only be stolen.",
                       For("Remove-AuthentikCertificateKeyPair", one));
        });

    private static async Task<IEnumerable<Flaw>> FindUsedAsync(
        FindingData data, Func<DateTimeOffset, bool> isFlawed, Func<CertificateKeyPair, string, Flaw> make)
    {
        var ending = (await data.Certificates).Where(one => one.CertExpiry is { } end && isFlawed(end)).ToList();
        if (ending.Count == 0)
        {
            return [];
        }

        var uses = await CertificateUse.ReadAsync(data);
        return ending.Where(one => uses.Contains(one.Pk!.Value)).Select(one => make(one, Describe([.. uses[one.Pk!.Value].Distinct()])));
    }

    private static string Describe(IReadOnlyList<AuthentikObject> users) => users.Count == 1
        ? $"the {users[0].DescribeKind()} '{users[0]}' uses"
        : $"the {users[0].DescribeKind()} '{users[0]}' and {users.Count - 1} more use";
}
