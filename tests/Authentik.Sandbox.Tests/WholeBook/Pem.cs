using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Sandboxing.Tests.WholeBook;

/// <summary>A certificate to try with.</summary>
internal static class Pem
{
    public static string SelfSigned() => Pair().Certificate;

    /// <summary>A certificate and its private key.</summary>
    public static (string Certificate, string Key) Pair()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=made", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(100));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
