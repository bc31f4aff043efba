using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Connecting;

/// <summary>Reads certificates from files.</summary>
internal static class CertificateFiles
{
    private const string PemMark = "-----BEGIN";
    private const string KeyContent = "a certificate with its private key, or the password is wrong";

    /// <summary>Reads certificate authorities: PEM with any number of certificates, or one certificate in DER.</summary>
    /// <exception cref="InputException">The file can't be read, or contains no certificate.</exception>
    public static IReadOnlyList<X509Certificate2> ReadAuthorities(string path) =>
        Read<IReadOnlyList<X509Certificate2>>(path, "a certificate in PEM or DER format", "-CaCertificatePath", () =>
        {
            var found = new X509Certificate2Collection();
            if (IsPem(path))
            {
                found.ImportFromPemFile(path);
            }
            else
            {
                found.Import(path);
            }

            return found.Count > 0 ? [.. found] : throw new CryptographicException();
        });

    /// <summary>Reads a certificate with its private key: PEM with both of them, or PKCS #12.</summary>
    /// <exception cref="InputException">The file can't be read, contains no private key, or the password is wrong.</exception>
    public static X509Certificate2 ReadWithKey(string path, SecureString? password) =>
        Read(path, KeyContent, "-CertificatePath and -CertificatePassword", () =>
        {
            var plain = password is null ? null : SecretText.Reveal(password);
            var certificate = IsPem(path) ? ReadPem(path, plain) : new X509Certificate2(path, plain);
            return certificate.HasPrivateKey ? certificate : throw new CryptographicException();
        });

    // TLS on Windows accepts a key only after it was stored once, which importing PKCS #12 does.
    private static X509Certificate2 ReadPem(string path, string? password)
    {
        using var certificate = password is null
            ? X509Certificate2.CreateFromPemFile(path)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password);
        return new X509Certificate2(certificate.Export(X509ContentType.Pkcs12));
    }

    private static bool IsPem(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[4096];
        return new string(start, 0, reader.ReadBlock(start)).Contains(PemMark, StringComparison.Ordinal);
    }

    private static T Read<T>(string path, string expected, string parameters, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputProblem.NotFound, $"The file {path} can't be read: {failure.Message} Check {parameters}.", path);
        }
        catch (CryptographicException)
        {
            throw new InputException(
                InputProblem.InvalidValue, $"The file {path} doesn't contain {expected}. Check {parameters}.", path);
        }
    }
}
