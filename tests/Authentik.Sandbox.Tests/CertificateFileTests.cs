using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Sandboxing.Tests.WholeBook;

namespace Authentik.Sandboxing.Tests;

/// <summary>Certificates and private keys, as they come back.</summary>
public class CertificateFileTests
{
    private const string Pairs = "/crypto/certificatekeypairs/";
    private const string Seed = $"{Pairs}c3000000-0000-4000-8000-000000000001/";

    [Fact]
    public async Task What_was_sent_comes_back()
    {
        using var client = new Client();
        var (certificate, key) = Pem.Pair();
        var made = await client.Post(Pairs, new JsonObject { ["name"] = "mine", ["certificate_data"] = certificate, ["key_data"] = key });
        Assert.Equal(certificate, (await client.Get($"{Pairs}{made["pk"]}/view_certificate/"))["data"]!.ToString());
        Assert.Equal(key, (await client.Get($"{Pairs}{made["pk"]}/view_private_key/"))["data"]!.ToString());
        Assert.DoesNotContain("PRIVATE KEY", made.Text + (await client.Get(Pairs)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_without_a_key_has_an_empty_one()
    {
        using var client = new Client();
        var made = await client.Post(Pairs, new JsonObject { ["name"] = "public", ["certificate_data"] = Pem.SelfSigned() });
        Assert.Equal(string.Empty, (await client.Get($"{Pairs}{made["pk"]}/view_private_key/"))["data"]!.ToString());
    }

    [Fact]
    public async Task The_certificate_of_the_installation_is_a_real_one()
    {
        using var client = new Client();
        var shown = await client.Get(Seed);
        var text = (await client.Get($"{Seed}view_certificate/"))["data"]!.ToString();
        var key = (await client.Get($"{Seed}view_private_key/"))["data"]!.ToString();
        using var certificate = X509Certificate2.CreateFromPem(text, key);
        Assert.True(certificate.HasPrivateKey);
        Assert.Equal(
            certificate.Thumbprint,
            shown["fingerprint_sha1"]!.ToString().Replace(":", string.Empty, StringComparison.Ordinal).ToUpperInvariant());
        Assert.Equal(certificate.Subject.Replace(", ", ",", StringComparison.Ordinal), shown["cert_subject"]!.ToString());
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), shown["cert_expiry"]!.GetValue<DateTimeOffset>().UtcDateTime);
    }

    [Theory]
    [InlineData("view_certificate", "certificate")]
    [InlineData("view_private_key", "private_key")]
    public async Task A_download_is_a_file(string action, string ending)
    {
        using var client = new Client();
        var came = await client.Get($"{Seed}{action}/?download=false");
        Assert.Equal("application/x-pem-file", came.ContentType);
        Assert.Equal($"attachment; filename=\"authentik Self-signed Certificate_{ending}.pem\"", came.Headers["Content-Disposition"]);
        Assert.StartsWith("-----BEGIN ", came.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_not_for_everybody()
    {
        var sandbox = new Sandbox();
        sandbox.AddToken("jane", "jdoe");
        using var jane = new Client(sandbox, "jane");
        Assert.Equal(403, (await jane.Get($"{Seed}view_private_key/")).Status);
    }
}
