using System.Net;

namespace Authentik.Transport;

/// <summary>Makes the way onto the network that the options describe.</summary>
internal static class HandlerFactory
{
    // Long enough to spare handshakes, short enough to follow a server that moved to another address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Makes it; the caller disposes it.</summary>
    public static SocketsHttpHandler Make(TransportOptions options, ProxyChoice proxy, ClientCertificate clientCertificate)
    {
        var check = new CertificateCheck(options);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,

            // What isn't read to its end may have none.
            MaxResponseDrainSize = 0,
            UseProxy = !options.NoProxy,
            Proxy = proxy.Chosen,
            DefaultProxyCredentials = options.ProxyCredential,
            SslOptions =
            {
                CertificateChainPolicy = check.Policy,
#pragma warning disable CA5359 // It refuses by throwing.
                RemoteCertificateValidationCallback = check.Accept,
#pragma warning restore CA5359
                LocalCertificateSelectionCallback = clientCertificate.Select,
            },
        };
    }
}
