using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Certificates and private keys: the values that are read from them.</summary>
internal sealed class CertificateRules(ServerState state) : ResourceRules(state)
{
    private const string Certificate = "certificate_data";
    private const string Key = "key_data";
    private const string ExpiryFormat = "yyyy-MM-ddTHH:mm:ssZ";

    public override string Path => "/crypto/certificatekeypairs/";

    /// <summary>The certificate, as PEM.</summary>
    public static string GetCertificate(Row row) => IsBuiltIn(row) ? SelfSigned.Instance.Certificate : row.GetString(Certificate)!;

    /// <summary>The private key, as PEM; empty when none was sent.</summary>
    public static string GetPrivateKey(Row row) =>
        row.GetString(Key) is { Length: > 0 } key ? key : IsBuiltIn(row) ? SelfSigned.Instance.Key : string.Empty;

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Values[Certificate].AsString() is { } certificate && ParseCertificate(certificate) is null)
        {
            errors.Add(Certificate, "Unable to load certificate.");
        }

        if (change.Values[Key].AsString() is { Length: > 0 } key && !IsKey(key))
        {
            errors.Add(Key, "Unable to load private key (possibly encrypted?).");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (change is not null)
        {
            row.Values["private_key_available"] = row.GetString(Key) is { Length: > 0 };
        }

        if (change?.Values.ContainsKey(Certificate) == true && ParseCertificate(row.GetString(Certificate)!) is { } certificate)
        {
            SetDetails(row, certificate);
        }
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var start = $"{State.ApiPrefix}{Path}{row.IdString}/";
        (var isComputed, value) = field switch
        {
            "certificate_download_url" => (true, (JsonNode?)$"{start}view_certificate/?download"),
            "fingerprint_sha256" when IsBuiltIn(row) => (true, FormatHash(SelfSigned.Instance.Sha256)),
            "fingerprint_sha1" when IsBuiltIn(row) => (true, FormatHash(SelfSigned.Instance.Sha1)),
            "private_key_download_url" => (true, $"{start}view_private_key/?download"),
            _ => (false, null),
        };
        return isComputed;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter == "has_key" ? row.Values["private_key_available"].AsBoolean() == FilterValues.IsTrue(values[^1]) : null;

    // The certificate of a new installation is the server's own; all others were sent by clients.
    private static bool IsBuiltIn(Row row) => string.IsNullOrEmpty(row.GetString(Certificate));

    private static void SetDetails(Row row, X509Certificate2 certificate)
    {
        using (certificate)
        {
            row.Values["fingerprint_sha256"] = FormatHash(certificate.GetCertHash(HashAlgorithmName.SHA256));
            row.Values["fingerprint_sha1"] = FormatHash(certificate.GetCertHash(HashAlgorithmName.SHA1));
            row.Values["cert_expiry"] = certificate.NotAfter.ToUniversalTime().ToString(ExpiryFormat, CultureInfo.InvariantCulture);
            row.Values["cert_subject"] = certificate.Subject.Replace(", ", ",", StringComparison.Ordinal);
            var type = certificate.GetRSAPublicKey() is not null ? "rsa" : "ec";
            row.Values["key_type"] = type;
            row.Values["private_key_type"] = type;
        }
    }

    private static string FormatHash(byte[] hash) =>
        string.Join(':', hash.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    private static X509Certificate2? ParseCertificate(string text)
    {
        try
        {
            return X509Certificate2.CreateFromPem(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Only the format is checked, not whether the key belongs to the certificate.
    private static bool IsKey(string text) =>
        PemEncoding.TryFind(text, out var fields)
        && text[fields.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal)
        && text[fields.Label] != "ENCRYPTED PRIVATE KEY";
}

/// <summary>The certificate and private key of a new installation. All sandboxes of a process share one.</summary>
internal sealed class SelfSigned
{
    private const string Subject = "OU=Self-signed, O=authentik, CN=authentik Self-signed Certificate";
    private const int KeySize = 2048;

    private static readonly Lazy<SelfSigned> Created = new(() => new SelfSigned());

    private SelfSigned()
    {
        using var key = RSA.Create(KeySize);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var (start, end) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2035, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var certificate = request.CreateSelfSigned(start, end);
        Certificate = certificate.ExportCertificatePem() + "\n";
        Sha256 = certificate.GetCertHash(HashAlgorithmName.SHA256);
        Sha1 = certificate.GetCertHash(HashAlgorithmName.SHA1);
        Key = key.ExportRSAPrivateKeyPem() + "\n";
    }

    /// <summary>The shared instance. It is created on first use, because that takes time.</summary>
    public static SelfSigned Instance => Created.Value;

    public string Certificate { get; }

    public string Key { get; }

    public byte[] Sha256 { get; }

    public byte[] Sha1 { get; }
}
