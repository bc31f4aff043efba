using System.Security.Cryptography.X509Certificates;
using Authentik.Tests.Support;

namespace Authentik.Client.Tests.Support;

/// <summary>A test server with TLS, and the certificates that it wrote.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly Server server;
    private readonly DirectoryInfo folder;

    private TlsServer(Server server, DirectoryInfo folder) => (this.server, this.folder) = (server, folder);

    public string Uri => server.Uri;

    public X509Certificate2 Authority => X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(folder.FullName, "ca.pem")));

    public static async Task<TlsServer> StartAsync(string mode, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("certificates");
        return new TlsServer(await Server.StartAsync(["--tls", mode, "--certificate-folder", folder.FullName, .. arguments]), folder);
    }

    /// <summary>The certificate <c>client</c> or <c>stranger</c>, with its key.</summary>
    public X509Certificate2 Certificate(string name) =>
        X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(folder.FullName, $"{name}.pfx"), "test");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
