using System.Net;
using System.Net.Sockets;
using System.Text;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>The transport over a real socket, with servers that behave badly.</summary>
public sealed class TransportTests : IDisposable
{
    private const string Stalled = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();

    [Fact]
    public async Task A_body_that_stalls_can_be_cancelled()
    {
        using var transport = new RestSharpTransport(new TransportOptions());
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var sending = transport.SendAsync(Get(Serve(Stalled)), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_that_stalls_runs_out_of_time()
    {
        using var transport = new RestSharpTransport(new TransportOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        var sending = transport.SendAsync(Get(Serve(Stalled)), TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<TransportException>(() => sending.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal(TransportFault.TimedOut, error.Fault);
    }

    [Fact]
    public async Task A_body_that_is_cut_is_a_connection_that_broke()
    {
        using var transport = new RestSharpTransport(new TransportOptions());
        var uri = Serve(Stalled, andClose: true);
        var error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(Get(uri), TestContext.Current.CancellationToken));
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
        var nobody = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(Get(new Uri("http://127.0.0.1:1/")), TestContext.Current.CancellationToken));
        Assert.Equal(TransportFault.Connection, nobody.Fault);
        var plain = Serve("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", andClose: true);
        var noTls = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(Get(new UriBuilder(plain) { Scheme = "https" }.Uri), TestContext.Current.CancellationToken));
        Assert.Equal(TransportFault.Connection, noTls.Fault);
    }

    public void Dispose()
    {
        closing.Cancel();
        listener.Dispose();
        closing.Dispose();
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
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), closing.Token);
            if (!andClose)
            {
                await Task.Delay(Timeout.Infinite, closing.Token);
            }
        });
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
