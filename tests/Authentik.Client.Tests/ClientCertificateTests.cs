using System.Net;
using System.Net.Sockets;
using Authentik.Client.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>Servers that want to see a certificate of the client's.</summary>
public class ClientCertificateTests
{
    [Theory]
    [InlineData("1.2")]
    [InlineData("1.3")]
    public async Task Only_the_right_one_gets_an_answer(string tls)
    {
        await using var server = await TlsServer.StartAsync("authority", "--client-certificate", "--tls-version", tls);
        using var right = server.Certificate("client");
        using var wrong = server.Certificate("stranger");
        var any = new TransportOptions { SkipCertificateCheck = true };
        Assert.Equal(200, await Sending.GetAsync(any with { ClientCertificate = right }, server.Uri));

        var none = await Sending.FailAsync(any, server.Uri);
        Assert.Equal((TransportFault.Tls, TlsFlaws.ClientCertificate), (none.Fault, none.Flaws));
        Assert.Equal("the server requires a client certificate, and none was sent.", none.Message);

        var refused = await Sending.FailAsync(any with { ClientCertificate = wrong }, server.Uri);
        Assert.Equal((TransportFault.Tls, TlsFlaws.ClientCertificate), (refused.Fault, refused.Flaws));
        Assert.Contains("may not accept the client certificate CN=authentik test stranger", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_break_after_an_answer_is_only_a_break()
    {
        await using var server = await TlsServer.StartAsync("authority", "--client-certificate");
        using var certificate = server.Certificate("client");
        using var transport = new RestSharpTransport(new TransportOptions { SkipCertificateCheck = true, ClientCertificate = certificate });
        var drop = new TransportBody.Json("""{ "drop": true }"""u8.ToArray());
        await transport.SendAsync(
            new TransportRequest(HttpMethod.Post, new Uri(new Uri(server.Uri), "/__control/answers"), [], drop),
            TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<TransportException>(() => Sending.GetAsync(transport, server.Uri));
        Assert.Equal(TransportFault.Connection, error.Fault);
    }

    [Fact]
    public async Task A_server_that_just_closes_is_not_said_to_want_one()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closing = CloseAsync(listener);
        var error = await Sending.FailAsync(new TransportOptions(), $"https://{listener.LocalEndpoint}");
        Assert.Equal(TransportFault.Connection, error.Fault);
        await closing;
    }

    private static async Task CloseAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().ReadAtLeastAsync(new byte[4096], 1, cancellationToken: TestContext.Current.CancellationToken);
    }
}
