using Authentik.Client.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>Which certificates of a server are accepted, and what is said of the others.</summary>
public class CertificateTests
{
    private const string SelfSigned = "it is self-signed and not trusted";

    private static string Expiry => $"it expired on {DateTime.UtcNow.AddDays(-3):yyyy-MM-dd}";

    private static string Start => $"it isn't valid before {DateTime.UtcNow.AddDays(3):yyyy-MM-dd}";

    [Theory]
    [InlineData("self-signed", TlsFlaws.Issuer)]
    [InlineData("expired", TlsFlaws.Issuer | TlsFlaws.Time)]
    [InlineData("not-yet-valid", TlsFlaws.Issuer | TlsFlaws.Time)]
    [InlineData("wrong-name", TlsFlaws.Issuer | TlsFlaws.Name)]
    [InlineData("authority", TlsFlaws.Issuer)]
    public async Task One_that_the_system_does_not_trust_is_refused_unless_any_will_do(string mode, TlsFlaws flaws)
    {
        await using var server = await TlsServer.StartAsync(mode);
        var error = await Sending.FailAsync(new TransportOptions(), server.Uri);
        Assert.Equal((TransportFault.Tls, flaws), (error.Fault, error.Flaws));
        Assert.Equal(Words(mode), error.Message);
        Assert.Equal(200, await Sending.GetAsync(new TransportOptions { SkipCertificateCheck = true }, server.Uri));
    }

    [Theory]
    [InlineData("self-signed")]
    [InlineData("authority")]
    public async Task One_that_goes_back_to_an_authority_of_ones_own_is_accepted(string mode)
    {
        await using var server = await TlsServer.StartAsync(mode);
        using var authority = server.Authority;
        Assert.Equal(200, await Sending.GetAsync(new TransportOptions { Authorities = [authority] }, server.Uri));
    }

    [Fact]
    public async Task An_authority_of_ones_own_does_not_mend_the_rest()
    {
        Assert.Equal((TlsFlaws.Time, $"{Expiry}."), await FailAsync("expired"));
        Assert.Equal((TlsFlaws.Name, "it is for elsewhere.example.com, not for 127.0.0.1."), await FailAsync("wrong-name"));

        static async Task<(TlsFlaws Flaws, string Message)> FailAsync(string mode)
        {
            await using var server = await TlsServer.StartAsync(mode);
            using var authority = server.Authority;
            var error = await Sending.FailAsync(new TransportOptions { Authorities = [authority] }, server.Uri);
            return (error.Flaws, error.Message);
        }
    }

    [Fact]
    public async Task One_of_another_authority_is_refused()
    {
        await using var server = await TlsServer.StartAsync("authority");
        using var stranger = server.Certificate("stranger");
        var error = await Sending.FailAsync(new TransportOptions { Authorities = [stranger] }, server.Uri);
        Assert.Equal(TlsFlaws.Issuer, error.Flaws);
    }

    [Fact]
    public async Task An_authority_in_the_middle_that_the_server_leaves_out_may_come_with_the_root()
    {
        using var root = OwnTlsServer.Make("root", null);
        using var middle = OwnTlsServer.Make("middle", root);
        using var certificate = OwnTlsServer.Make("server", middle, "localhost");
        using var server = new OwnTlsServer(certificate);
        Assert.Equal(
            "its issuer, middle, is not trusted.",
            (await Sending.FailAsync(new TransportOptions { Authorities = [root] }, server.Uri)).Message);
        Assert.Equal(
            "its issuer, root, is not trusted.",
            (await Sending.FailAsync(new TransportOptions { Authorities = [middle] }, server.Uri)).Message);
        Assert.Equal(200, await Sending.GetAsync(new TransportOptions { Authorities = [root, middle] }, server.Uri));
    }

    [Fact]
    public async Task What_it_says_is_shown_in_part_and_cannot_move_the_cursor()
    {
        using var root = OwnTlsServer.Make("ro\u001b[2Jot", null);
        using var certificate = OwnTlsServer.Make("server", root, "a", "b", "c", "d", "e", "f");
        using var server = new OwnTlsServer(certificate);
        var error = await Sending.FailAsync(new TransportOptions(), server.Uri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        Assert.Equal("it is for a, b, c, d, e and 2 more, not for localhost; its issuer, ro[2Jot, is not trusted.", error.Message);
    }

    private static string Words(string mode) => mode switch
    {
        "expired" => $"{Expiry}; {SelfSigned}.",
        "not-yet-valid" => $"{Start}; {SelfSigned}.",
        "wrong-name" => $"it is for elsewhere.example.com, not for 127.0.0.1; {SelfSigned}.",
        "authority" => "its issuer, authentik test authority, is not trusted.",
        _ => $"{SelfSigned}.",
    };
}
