using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Authentik.Conformance.Tests.Documents;
using Authentik.Tests.Support;

namespace Authentik.Conformance.Tests.Judging;

/// <summary>npm's Prism, which refuses requests that an OpenAPI document doesn't allow, in a temporary folder.</summary>
public sealed class Prism : IAsyncLifetime
{
    private const string Version = "5.16.0";

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private NodePackages? packages;

    /// <summary>Why Prism can't judge here; null where it can.</summary>
    public string? MissingReason { get; private set; }

    /// <summary>A file to upload.</summary>
    public string UploadFile { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        MissingReason = ApiDocument.Missing;
        if (MissingReason is null)
        {
            packages = new NodePackages();
            var missing = await packages.InstallAsync($"@stoplight/prism-cli@{Version}");
            UploadFile = await packages.WriteAsync("upload.txt", "made");
            MissingReason = missing is null ? null : $"{missing}, so Prism judges no requests.";
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        packages?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts it with the document of a version.</summary>
    internal async Task<PrismServer> StartAsync(string version, CancellationToken cancellation)
    {
        var port = FindFreePort();
        var process = packages!.StartScript(
            "@stoplight/prism-cli/dist/index.js",
            "mock", "--errors", "--verboseLevel", "silent", "--host", IPAddress.Loopback.ToString(),
            "--port", port.ToString(CultureInfo.InvariantCulture), ApiDocument.FindFile(version));
        var server = new PrismServer(process, port);
        await server.WaitAsync(LongestStart, cancellation);
        return server;
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A running Prism.</summary>
internal sealed class PrismServer(Process process, int port) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Its address.</summary>
    public Uri Uri { get; } = new($"http://{IPAddress.Loopback}:{port}/");

    /// <summary>Waits until it takes connections.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!await ListensAsync(cancellation))
        {
            Assert.False(process.HasExited, "Prism ended.");
            Assert.True(clock.Elapsed < longest, "Prism didn't start.");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private async Task<bool> ListensAsync(CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
