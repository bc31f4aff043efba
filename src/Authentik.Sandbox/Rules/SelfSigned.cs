using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Sandboxing.Rules;

/// <summary>The certificate that a new installation makes for itself, with its key. All sandboxes of a process share one.</summary>
internal sealed class SelfSigned
{
    private const string Subject = "OU=Self-signed, O=authentik, CN=authentik Self-signed Certificate";
    private const int KeySize = 2048;

    private static readonly Lazy<SelfSigned> Made = new(() => new SelfSigned());

    private SelfSigned()
    {
        using var key = RSA.Create(KeySize);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2035, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Certificate = certificate.ExportCertificatePem() + "\n";
        Sha256 = certificate.GetCertHash(HashAlgorithmName.SHA256);
        Sha1 = certificate.GetCertHash(HashAlgorithmName.SHA1);
        Key = key.ExportRSAPrivateKeyPem() + "\n";
    }

    /// <summary>The one; it is made when somebody looks at it, because that takes a while.</summary>
    public static SelfSigned Instance => Made.Value;

    public string Certificate { get; }

    public string Key { get; }

    public byte[] Sha256 { get; }

    public byte[] Sha1 { get; }
}
