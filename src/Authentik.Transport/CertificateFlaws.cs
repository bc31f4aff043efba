using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Transport;

/// <summary>Puts into words why a server's certificate is refused.</summary>
internal static class CertificateFlaws
{
    private const int NamesShown = 5;

    private const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <summary>All that is wrong, in one sentence, and its kinds.</summary>
    public static (string Words, TlsFlaws Flaws) Describe(
        X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, string host)
    {
        if (certificate is null || chain is null)
        {
            return ("the server sent none.", TlsFlaws.None);
        }

        var found = new List<(string Words, TlsFlaws Flaw)>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            found.Add(($"it is for {Names(certificate)}, not for {host}", TlsFlaws.Name));
        }

        found.AddRange(chain.ChainElements.SelectMany(element => OutOfTime(element, certificate)));
        if (chain.ChainStatus.Any(status => (status.Status & Untrusted) != 0))
        {
            found.Add((Issuer(certificate, chain), TlsFlaws.Issuer));
        }

        found.AddRange(Others(chain));
        return (string.Join("; ", found.Select(flaw => flaw.Words)) + ".", found.Aggregate(TlsFlaws.None, (all, flaw) => all | flaw.Flaw));
    }

    private static string Names(X509Certificate2 certificate)
    {
        string[] names = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(Write)))
            .Select(PlainText.Of)];
        return names.Length switch
        {
            0 => "no server name",
            <= NamesShown => string.Join(", ", names),
            _ => $"{string.Join(", ", names.Take(NamesShown))} and {names.Length - NamesShown} more",
        };
    }

    private static IEnumerable<(string Words, TlsFlaws Flaw)> OutOfTime(X509ChainElement element, X509Certificate2 server)
    {
        if (element.ChainElementStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid))
        {
            var certificate = element.Certificate;
            var who = certificate.Equals(server) ? "it" : $"its issuer, {Name(certificate)},";
            var when = certificate.NotAfter < DateTime.Now
                ? $"expired on {Day(certificate.NotAfter)}"
                : $"isn't valid before {Day(certificate.NotBefore)}";
            yield return ($"{who} {when}", TlsFlaws.Time);
        }
    }

    private static string Issuer(X509Certificate2 certificate, X509Chain chain)
    {
        if (certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
        {
            return "it is self-signed and not trusted";
        }

        // The last one that was found is the root, or names the one that is missing.
        var last = chain.ChainElements[^1].Certificate;
        return $"its issuer, {Name(last, ofIssuer: true)}, is not trusted";
    }

    private static IEnumerable<(string Words, TlsFlaws Flaw)> Others(X509Chain chain) => chain.ChainStatus
        .Where(status => (status.Status & (Untrusted | X509ChainStatusFlags.NotTimeValid)) == 0)
        .Select(status => (status.StatusInformation.Trim().TrimEnd('.'), TlsFlaws.None));

    private static string Name(X509Certificate2 certificate, bool ofIssuer = false) =>
        PlainText.Of(certificate.GetNameInfo(X509NameType.SimpleName, ofIssuer));

    private static string Write(System.Net.IPAddress address) => address.ToString();

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
