using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Transport;

/// <summary>Decides on a server's certificate.</summary>
internal sealed class CertificateCheck(TransportOptions options)
{
    /// <summary>Whom to trust; null for those the system trusts.</summary>
    public X509ChainPolicy? Policy { get; } = options.Authorities.Count == 0 ? null : Trust(options.Authorities);

    /// <summary>True for a certificate that is accepted.</summary>
    /// <exception cref="CertificateRefusedException">It is not.</exception>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.SkipCertificateCheck || errors == SslPolicyErrors.None)
        {
            return true;
        }

        var host = ((SslStream)sender).TargetHostName;
        var (words, flaws) = CertificateFlaws.Describe(certificate as X509Certificate2, chain, errors, host);
        throw new CertificateRefusedException(words, flaws, host);
    }

    // As HttpClient does it, but for the roots: authorities of one's own seldom publish what they revoked.
    private static X509ChainPolicy Trust(IReadOnlyList<X509Certificate2> authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        foreach (var authority in authorities)
        {
            policy.CustomTrustStore.Add(authority);

            // One in the middle isn't a root. Where the server leaves it out, some systems look for it only here.
            policy.ExtraStore.Add(authority);
        }

        return policy;
    }
}
