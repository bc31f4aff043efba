using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Sessions;

/// <summary>Reads certificates from files.</summary>
internal static class CertificateFiles
{
    private const string PemMark = "-----BEGIN";

    /// <summary>The authorities in a file: PEM with any number of certificates, or one certificate in DER.</summary>
    /// <exception cref="InputException">The file cannot be read, or holds none.</exception>
    public static IReadOnlyList<X509Certificate2> Authorities(string path) => Read<IReadOnlyList<X509Certificate2>>(path, "no certificate in PEM or DER", () =>
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

        return found.Count > 0 ? [.. found] : throw new CryptographicException("It holds no certificate.");
    });

    /// <summary>A certificate with its private key: PEM with both in it, or PKCS #12.</summary>
    /// <exception cref="InputException">The file cannot be read, holds no private key, or the password is wrong.</exception>
    public static X509Certificate2 WithKey(string path, SecureString? password) => Read(path, "no certificate with its private key, or the password is wrong", () =>
    {
        var plain = password is null ? null : SecretText.Reveal(password);
        var certificate = IsPem(path) ? FromPem(path, plain) : new X509Certificate2(path, plain);
        return certificate.HasPrivateKey ? certificate : throw new CryptographicException("It holds no private key.");
    });

    // TLS on Windows takes a key only after it was stored once, which the way through PKCS #12 does.
    private static X509Certificate2 FromPem(string path, string? password)
    {
        using var certificate = password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
        return new X509Certificate2(certificate.Export(X509ContentType.Pkcs12));
    }

    private static bool IsPem(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[4096];
        return new string(start, 0, reader.ReadBlock(start)).Contains(PemMark, StringComparison.Ordinal);
    }

    private static T Read<T>(string path, string otherwise, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputProblem.NotFound, $"{path} cannot be read: {failure.Message}", path);
        }
        catch (CryptographicException)
        {
            throw new InputException(InputProblem.InvalidValue, $"{path} holds {otherwise}.", path);
        }
    }
}
