using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Authentik.Client.Tests.Support;
using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>The way through a proxy, and what stands in it.</summary>
public class ProxyTests
{
    private const string Password = "kanari:p%ß";

    private static readonly TransportOptions Any = new() { SkipCertificateCheck = true };

    private static readonly Uri Nobody = new("http://127.0.0.1:1");

    [Theory]
    [InlineData("--port", "0", "GET")]
    [InlineData("--tls", "self-signed", "CONNECT")]
    public async Task Requests_go_through_it_for_those_it_knows(string option, string value, string method)
    {
        await using var server = await Server.StartAsync(option, value);
        await using var proxy = await Server.StartAsync("--mode", "forward-proxy", "--proxy-user", $"jane={Password}");
        var nobody = Any with { Proxy = new Uri(proxy.Uri) };
        AssertProxy(await Sending.FailAsync(nobody, server.Uri), $"the proxy {proxy.Uri} requires a user name and password (status 407).");
        var wrong = nobody with { ProxyCredential = new NetworkCredential("jane", "kanari-wrong") };
        AssertProxy(
            await Sending.FailAsync(wrong, server.Uri),
            $"the proxy {proxy.Uri} didn't accept the user name and password (status 407).");

        var right = nobody with { ProxyCredential = new NetworkCredential("jane", Password) };
        Assert.Equal(200, await Sending.GetAsync(right, server.Uri));
        var requests = await proxy.Http.GetFromJsonAsync<JsonNode>("/__control/requests", TestContext.Current.CancellationToken);
        var passed = requests!.AsArray()[^1]!;
        Assert.Equal(method, passed["method"]!.ToString());
    }

    [Fact]
    public async Task Who_to_be_may_stand_in_its_address()
    {
        await using var server = await Server.StartAsync();
        await using var proxy = await Server.StartAsync("--mode", "forward-proxy", "--proxy-user", $"jane={Password}");
        Assert.Equal(200, await Sending.GetAsync(Any with { Proxy = WithUser(proxy.Uri, Password) }, server.Uri));
        AssertProxy(await Sending.FailAsync(Any with { Proxy = WithUser(proxy.Uri, "kanari-wrong") }, server.Uri), "(status 407).");
        AssertProxy(
            await Sending.FailAsync(Any with { Proxy = WithUser(Nobody.ToString(), Password) }, server.Uri),
            "the proxy http://127.0.0.1:1 can't be reached");
    }

    [Fact]
    public async Task One_that_refuses_or_is_not_there_is_named()
    {
        await using var server = await Server.StartAsync("--tls");
        await using var proxy = await Server.StartAsync("--mode", "forward-proxy", "--refuse-tunnels");
        var refused = await Sending.FailAsync(Any with { Proxy = new Uri(proxy.Uri) }, server.Uri);
        AssertProxy(refused, $"the proxy {proxy.Uri} doesn't let requests through to the server (status 403).");
        AssertProxy(await Sending.FailAsync(Any with { Proxy = Nobody }, server.Uri), "the proxy http://127.0.0.1:1 can't be reached: ");
        var noSocks = new UriBuilder(proxy.Uri) { Scheme = "socks5" }.Uri;
        AssertProxy(await Sending.FailAsync(Any with { Proxy = noSocks }, server.Uri), "couldn't connect to the server");
    }

    [Fact]
    public async Task One_that_does_not_reach_the_server_is_named()
    {
        await using var proxy = await Server.StartAsync("--mode", "forward-proxy");
        AssertProxy(await Sending.FailAsync(Any with { Proxy = new Uri(proxy.Uri) }, "https://127.0.0.1:1"), "(status 502).");
    }

    [Fact]
    public async Task The_certificates_of_both_are_told_apart()
    {
        await using var server = await Server.StartAsync("--tls");
        await using var plain = await Server.StartAsync("--mode", "forward-proxy");
        await using var secure = await Server.StartAsync("--mode", "forward-proxy", "--tls");
        var ofServer = await Sending.FailAsync(new TransportOptions { Proxy = new Uri(plain.Uri) }, server.Uri);
        Assert.Equal(TransportFault.Tls, ofServer.Fault);
        var ofProxy = await Sending.FailAsync(new TransportOptions { Proxy = new Uri(secure.Uri) }, "http://localhost");
        AssertProxy(ofProxy, $"the certificate of the proxy {secure.Uri} was not accepted: it is self-signed");
    }

    [Fact]
    public async Task The_systems_is_used_unless_there_shall_be_none()
    {
        await using var server = await Server.StartAsync();
        await using var proxy = await Server.StartAsync("--mode", "forward-proxy", "--proxy-user", $"jane={Password}");
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyForOne(new Uri(server.Uri), new Uri(proxy.Uri));
        try
        {
            AssertProxy(
                await Sending.FailAsync(new TransportOptions(), server.Uri),
                $"the proxy {proxy.Uri} requires a user name and password");
            Assert.Equal(
                200,
                await Sending.GetAsync(new TransportOptions { ProxyCredential = new NetworkCredential("jane", Password) }, server.Uri));
            Assert.Equal(200, await Sending.GetAsync(new TransportOptions { NoProxy = true }, server.Uri));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public async Task One_that_nobody_told_of_is_heard_too()
    {
        await using var server = await Server.StartAsync();
        using var script = JsonContent.Create(new { status = 407 });
        using var scripted = await server.Http.PostAsync("/__control/answers", script, TestContext.Current.CancellationToken);
        AssertProxy(await Sending.FailAsync(Any, server.Uri), "a proxy requires a user name and password (status 407).");
    }

    [Fact]
    public async Task An_address_that_is_no_proxys_is_refused() =>
        AssertProxy(
            await Sending.FailAsync(Any with { Proxy = new Uri("ftp://127.0.0.1:1") }, "http://127.0.0.1:1"),
            "the proxy ftp://127.0.0.1:1 can't be used: ");

    private static Uri WithUser(string proxy, string password) =>
        new UriBuilder(proxy) { UserName = "jane", Password = Uri.EscapeDataString(password) }.Uri;

    private static void AssertProxy(TransportException error, string words)
    {
        Assert.Equal(TransportFault.Proxy, error.Fault);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("kanari", error.ToString(), StringComparison.Ordinal);
    }

    // The system's proxy is one for the whole process; the other tests go on without.
    private sealed class ProxyForOne(Uri server, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri host) => host.Authority != server.Authority;
    }
}
