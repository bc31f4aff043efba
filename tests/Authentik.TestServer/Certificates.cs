using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.TestServer;

/// <summary>The certificates of one run, all made at the start: the server's, its authority's, and those that clients show.</summary>
internal sealed class Certificates
{
    private const string Password = "test";

    private readonly X509Certificate2 authority = Make("authentik test authority", Authority);
    private readonly X509Certificate2 issuer;

    public Certificates(TlsMode mode)
    {
        Server = mode switch
        {
            TlsMode.Authority => Make("authentik test server", Named("localhost"), authority),
            TlsMode.Expired => Make("authentik test server", Named("localhost"), validDays: (-30, -3)),
            TlsMode.NotYetValid => Make("authentik test server", Named("localhost"), validDays: (3, 30)),
            TlsMode.WrongName => Make(
                "authentik test server",
                request => request.CertificateExtensions.Add(Names("elsewhere.example.com"))),
            _ => Make("authentik test server", Named("localhost")),
        };
        issuer = mode == TlsMode.Authority ? authority : Server;
    }

    public X509Certificate2 Server { get; }

    /// <summary>True for a client's certificate that the authority issued.</summary>
    public bool IsClient(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build(certificate);
    }

    /// <summary>Writes what a client needs: the authority to trust, a certificate to show, and one that nobody here issued.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        using var client = Make("authentik test client", Client, authority);
        using var stranger = Make("authentik test stranger", Client);
        File.WriteAllText(Path.Combine(folder, "ca.pem"), issuer.ExportCertificatePem());
        File.WriteAllBytes(Path.Combine(folder, "client.pfx"), client.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllText(Path.Combine(folder, "client.pem"), $"{client.ExportCertificatePem()}\n{Key(client)}\n");
        File.WriteAllBytes(Path.Combine(folder, "stranger.pfx"), stranger.Export(X509ContentType.Pkcs12, Password));
    }

    private static X509Certificate2 Make(
        string name,
        Action<CertificateRequest> extend,
        X509Certificate2? issuer = null,
        (int From, int To)? validDays = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        extend(request);

        // What an authority issues may not outlive it.
        var (from, to) = validDays ?? (issuer is null ? (-2, 2) : (-1, 1));
        var (start, end) = (DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to));
        using var made = issuer is null
            ? request.CreateSelfSigned(start, end)
            : request.Create(issuer, start, end, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);

        // Windows wants the key to have been stored once.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private static void Authority(CertificateRequest request)
    {
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
    }

    private static void Client(CertificateRequest request) =>
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));

    private static Action<CertificateRequest> Named(string name) =>
        request => request.CertificateExtensions.Add(Names(name, IPAddress.Loopback));

    private static X509Extension Names(string name, IPAddress? address = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        return names.Build();
    }

    private static string Key(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
