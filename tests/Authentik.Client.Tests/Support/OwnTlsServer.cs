using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Client.Tests.Support;

/// <summary>Shows one certificate, without those above it, and answers every request with 200.</summary>
internal sealed class OwnTlsServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 certificate;

    public OwnTlsServer(X509Certificate2 certificate)
    {
        this.certificate = certificate;
        listener.Start();
        _ = AcceptAsync();
    }

    public string Uri => $"https://{listener.LocalEndpoint}";

    /// <summary>A certificate with its key: an authority's where no names are given.</summary>
    public static X509Certificate2 Make(string name, X509Certificate2? issuer, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName($"CN=\"{name}\""), key, HashAlgorithmName.SHA256);
        if (names.Length == 0)
        {
            request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        }
        else
        {
            request.CertificateExtensions.Add(Names(names));
        }

        using var made = issuer is null
            ? request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1))
            : request.Create(issuer, issuer.NotBefore, issuer.NotAfter, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose() => listener.Dispose();

    private static X509Extension Names(string[] names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            builder.AddDnsName(name);
        }

        builder.AddIpAddress(IPAddress.Loopback);
        return builder.Build();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, [], offline: true),
            });
            await tls.ReadAtLeastAsync(new byte[4096], 1);
            await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            // The client refused; it tells the test why.
        }
    }
}
