using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Certificates and keys: what is read out of them.</summary>
internal sealed class CertificateRules(World world) : ResourceRules(world)
{
    private const string Certificate = "certificate_data";
    private const string Key = "key_data";

    public override string Path => "/crypto/certificatekeypairs/";

    /// <summary>The certificate, as PEM.</summary>
    public static string CertificateOf(Row row) => IsOwn(row) ? SelfSigned.Instance.Certificate : row.Text(Certificate)!;

    /// <summary>The private key, as PEM; empty where none was sent.</summary>
    public static string KeyOf(Row row) => row.Text(Key) is { Length: > 0 } key ? key : IsOwn(row) ? SelfSigned.Instance.Key : string.Empty;

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values[Certificate].AsText() is { } certificate && Read(certificate) is null)
        {
            errors.Add(Certificate, "Unable to load certificate.");
        }

        if (change.Values[Key].AsText() is { Length: > 0 } key && !IsKey(key))
        {
            errors.Add(Key, "Unable to load private key (possibly encrypted?).");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (change is not null)
        {
            row.Values["private_key_available"] = row.Text(Key) is { Length: > 0 };
        }

        if (change?.Values.ContainsKey(Certificate) == true && Read(row.Text(Certificate)!) is { } certificate)
        {
            Describe(row, certificate);
        }
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var start = $"{World.BasePath.TrimEnd('/')}/api/v3{Path}{row.IdText}/";
        (var isComputed, value) = field switch
        {
            "certificate_download_url" => (true, (JsonNode?)$"{start}view_certificate/?download"),
            "fingerprint_sha256" when IsOwn(row) => (true, Colons(SelfSigned.Instance.Sha256)),
            "fingerprint_sha1" when IsOwn(row) => (true, Colons(SelfSigned.Instance.Sha1)),
            "private_key_download_url" => (true, $"{start}view_private_key/?download"),
            _ => (false, null),
        };
        return isComputed;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter == "has_key" ? row.Values["private_key_available"].AsBoolean() == Lists.FilterValues.IsTrue(values[^1]) : null;

    // The certificate of a new installation is the server's own; all others were sent.
    private static bool IsOwn(Row row) => string.IsNullOrEmpty(row.Text(Certificate));

    private static void Describe(Row row, X509Certificate2 certificate)
    {
        using (certificate)
        {
            row.Values["fingerprint_sha256"] = Colons(certificate.GetCertHash(HashAlgorithmName.SHA256));
            row.Values["fingerprint_sha1"] = Colons(certificate.GetCertHash(HashAlgorithmName.SHA1));
            row.Values["cert_expiry"] = certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            row.Values["cert_subject"] = certificate.Subject.Replace(", ", ",", StringComparison.Ordinal);
            var type = certificate.GetRSAPublicKey() is not null ? "rsa" : "ec";
            row.Values["key_type"] = type;
            row.Values["private_key_type"] = type;
        }
    }

    private static string Colons(byte[] hash) => string.Join(':', hash.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    private static X509Certificate2? Read(string text)
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

    // Enough to tell a key from garbage; whether it fits the certificate is not looked at.
    private static bool IsKey(string text) =>
        PemEncoding.TryFind(text, out var fields) && text[fields.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal) && text[fields.Label] != "ENCRYPTED PRIVATE KEY";
}
