using System.Net;
using System.Net.Sockets;
using Authentik.Client.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>A server that accepts connections and never says a word.</summary>
public sealed class TimeoutTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public TimeoutTests() => listener.Start();

    private string Silent => listener.LocalEndpoint.ToString()!;

    [Fact]
    public async Task Connecting_has_a_time_of_its_own() =>
        await AssertAsync(
            new TransportOptions { ConnectTimeout = Short },
            $"https://{Silent}",
            "the connection was not established within 0.3 s.");

    [Fact]
    public async Task The_proxys_part_of_connecting_counts() => await AssertAsync(
        new TransportOptions { ConnectTimeout = Short, Proxy = new Uri($"http://{Silent}") },
        "https://auth.example.com",
        $"the connection was not established within 0.3 s through the proxy http://{Silent}.");

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_whole_request_has_a_time(string scheme) =>
        await AssertAsync(new TransportOptions { Timeout = Short }, $"{scheme}://{Silent}", "none arrived within 0.3 s.");

    public void Dispose() => listener.Dispose();

    private static async Task AssertAsync(TransportOptions options, string server, string words)
    {
        var error = await Sending.FailAsync(options, server).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal((TransportFault.TimedOut, words), (error.Fault, error.Message));
    }
}
