using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Sandboxing.Tests.WholeBook;

/// <summary>A certificate to try with.</summary>
internal static class Pem
{
    public static string SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=made", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(100));
        return certificate.ExportCertificatePem();
    }
}
