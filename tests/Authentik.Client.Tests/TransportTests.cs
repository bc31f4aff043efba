using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Authentik.Client.Tests.Support;
using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>The transport over a real socket, with servers that behave badly.</summary>
public sealed class TransportTests : IDisposable
{
    private const string Stalled = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    // An alert of TLS 1.2: fatal, 40.
    private const string HandshakeFailure = "\u0015\u0003\u0003\u0000\u0002\u0002\u0028";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();

    [Fact]
    public async Task A_body_that_stalls_can_be_cancelled()
    {
        using var transport = new RestSharpTransport(new TransportOptions());
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var sending = transport.SendAsync(Get(Serve(Stalled)), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sending.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_that_stalls_runs_out_of_time()
    {
        using var transport = new RestSharpTransport(new TransportOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        var sending = transport.SendAsync(Get(Serve(Stalled)), TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<TransportException>(
            () => sending.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal(TransportFault.TimedOut, error.Fault);
    }

    [Fact]
    public async Task A_file_that_stalls_runs_out_of_time()
    {
        using var transport = new RestSharpTransport(new TransportOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        var sending = transport.SendAsync(Get(Serve(Stalled)) with { Sink = Stream.Null }, TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<TransportException>(
            () => sending.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal(TransportFault.TimedOut, error.Fault);
    }

    [Fact]
    public async Task A_body_that_is_cut_is_a_connection_that_broke()
    {
        using var transport = new RestSharpTransport(new TransportOptions());
        var uri = Serve(Stalled, andClose: true);
        var error = await Assert.ThrowsAsync<TransportException>(
            () => transport.SendAsync(Get(uri), TestContext.Current.CancellationToken));
        Assert.Equal(TransportFault.Connection, error.Fault);
    }

    [Fact]
    public async Task The_address_arrives_as_it_was_made()
    {
        using var transport = new RestSharpTransport(new TransportOptions());
        var seen = new TaskCompletionSource<string>();
        var uri = Serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", andClose: true, seen);
        var exact = new Uri(uri, "/api/v3/core/users/?name=%C3%BC%20%2F%3F%23%25%26%2B%3D&x=a%2Cb");
        await transport.SendAsync(Get(exact), TestContext.Current.CancellationToken);
        Assert.StartsWith($"GET {exact.PathAndQuery} HTTP/1.1", await seen.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_and_no_tls_there_are_connections_that_failed()
    {
        using var transport = new RestSharpTransport(new TransportOptions());
        var nobody = await Assert.ThrowsAsync<TransportException>(
            () => transport.SendAsync(Get(new Uri("http://127.0.0.1:1/")), TestContext.Current.CancellationToken));
        Assert.Equal(TransportFault.Connection, nobody.Fault);
        var plain = Serve("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", andClose: true);
        var noTls = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(
            Get(new UriBuilder(plain) { Scheme = "https" }.Uri),
            TestContext.Current.CancellationToken));
        Assert.Equal(TransportFault.Connection, noTls.Fault);
    }

    [Fact]
    public async Task An_alert_is_no_common_tls_or_the_client_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=me", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        var without = await FailInTlsAsync(new TransportOptions(), HandshakeFailure);
        Assert.Equal(TransportFault.Connection, without.Fault);
        Assert.Contains("no TLS version in common", without.Message, StringComparison.Ordinal);
        var with = await FailInTlsAsync(new TransportOptions { ClientCertificate = certificate }, HandshakeFailure);
        Assert.Equal((TransportFault.Tls, TlsFlaws.ClientCertificate), (with.Fault, with.Flaws));
        var noTls = await FailInTlsAsync(new TransportOptions { ClientCertificate = certificate }, "HTTP/1.1 400 Bad Request\r\n\r\n");
        Assert.Contains("doesn't use TLS", noTls.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_redirects_are_followed_nor_cookies_kept()
    {
        await using var server = await Server.StartAsync();
        using var script = JsonContent.Create(new
        {
            status = 302,
            headers = new Dictionary<string, string> { ["Location"] = "/elsewhere", ["Set-Cookie"] = "a=b; Path=/" },
        });
        using var scripted = await server.Http.PostAsync("/__control/answers", script, TestContext.Current.CancellationToken);
        using var transport = new RestSharpTransport(new TransportOptions());
        Assert.Equal(302, (await Sending.GetAsync(transport, server.Uri)).Status);
        Assert.Equal(200, (await Sending.GetAsync(transport, server.Uri)).Status);
        var seen = (await server.Http.GetFromJsonAsync<JsonNode>("/__control/requests", TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal([Sending.Path, Sending.Path], seen.Select(request => request!["path"]!.ToString()));
        Assert.All(seen, request => Assert.Null(request!["headers"]!["Cookie"]));
    }

    [Fact]
    public async Task What_was_compressed_is_read()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            await gzip.WriteAsync("ü"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        using var transport = new RestSharpTransport(new TransportOptions());
        var uri = Serve("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + Encoding.Latin1.GetString(packed.ToArray()), andClose: true);
        var answer = await transport.SendAsync(Get(uri), TestContext.Current.CancellationToken);
        Assert.Equal("ü", Encoding.UTF8.GetString(answer.Content.Span));
    }

    public void Dispose()
    {
        closing.Cancel();
        listener.Dispose();
        closing.Dispose();
    }

    private async Task<TransportException> FailInTlsAsync(TransportOptions options, string answer)
    {
        using var transport = new RestSharpTransport(options);
        var uri = new UriBuilder(Serve(answer, andClose: true)) { Scheme = "https" }.Uri;
        return await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(Get(uri), TestContext.Current.CancellationToken));
    }

    private static TransportRequest Get(Uri uri) => new(HttpMethod.Get, uri, [new("Accept", "application/json")]);

    // Answers one connection with these bytes, and then says nothing more.
    private Uri Serve(string answer, bool andClose = false, TaskCompletionSource<string>? seen = null)
    {
        listener.Start();
        _ = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(closing.Token);
            var stream = client.GetStream();
            var buffer = new byte[8192];
            var count = await stream.ReadAsync(buffer, closing.Token);
            seen?.SetResult(Encoding.ASCII.GetString(buffer, 0, count));
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), closing.Token);
            if (!andClose)
            {
                await Task.Delay(Timeout.Infinite, closing.Token);
            }
        });
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
