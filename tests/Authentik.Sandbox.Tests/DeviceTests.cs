using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>Second factors: one list for all kinds, one for each kind, and those of the caller.</summary>
public class DeviceTests
{
    private const string Jdoe = "5";

    [Fact]
    public async Task All_kinds_come_in_one_list_with_numbers_as_text()
    {
        using var client = new Client("2026.2.2");
        var devices = (await client.Get($"/authenticators/admin/all/?user={Jdoe}")).Json!.AsArray();
        var totp = devices.Single(device => device!["type"]!.ToString() == "authentik_stages_authenticator_totp.TOTPDevice")!;
        Assert.Equal(
            ("\"1\"", "authentik_stages_authenticator_totp.totpdevice", "TOTP Device"),
            (Json.Text(totp["pk"]), totp["meta_model_name"]!.ToString(), totp["verbose_name"]!.ToString()));
        Assert.True(devices.Count(device => device!["pk"]!.ToString() == "1") > 1, "Numbers repeat between kinds.");
        Assert.DoesNotContain(devices, device => device!["name"]!.ToString() == "Work phone");
    }

    [Theory]
    [InlineData("2026.2.2", 400)]
    [InlineData("2024.10.5", 200)]
    public async Task An_unknown_user_is_refused_or_has_none(string version, int status)
    {
        using var client = new Client(version);
        var came = await client.Get("/authenticators/admin/all/?user=99999");
        Assert.Equal(status, came.Status);
        Assert.True(status == 400 || came.Json!.AsArray().Count == 0, came.Text);
    }

    [Fact]
    public async Task A_kind_says_whose_a_device_is_and_removes_it()
    {
        using var client = new Client("2026.2.2");
        Assert.Equal("jdoe", (await client.Get("/authenticators/admin/totp/1/"))["user"]!["username"]!.ToString());
        Assert.Equal(204, (await client.Delete("/authenticators/admin/totp/1/")).Status);
        Assert.Equal(200, (await client.Get("/authenticators/admin/static/1/")).Status);
        Assert.DoesNotContain(
            (await client.Get("/authenticators/admin/all/")).Json!.AsArray(),
            device => device!["name"]!.ToString() == "Authenticator app");
    }

    [Fact]
    public async Task The_list_of_all_has_no_single_ones()
    {
        using var client = new Client("2026.2.2");
        var came = await client.Get("/authenticators/admin/all/1/");
        Assert.Equal((404, "text/html; charset=utf-8"), (came.Status, came.ContentType));
        Assert.Equal(
            (405, string.Empty),
            ((await client.Delete("/authenticators/admin/all/1/")).Status, (await client.Delete("/authenticators/admin/all/1/")).Text));
    }

    [Fact]
    public async Task The_own_list_is_the_callers()
    {
        var sandbox = new Sandbox(new SandboxOptions { Token = Client.Token });
        sandbox.AddToken("J", "jdoe");
        using var jdoe = new Client(sandbox, "J");
        using var admin = new Client(sandbox, Client.Token);
        Assert.Equal("Work phone", Assert.Single((await admin.Get("/authenticators/all/")).Json!.AsArray())!["name"]!.ToString());
        Assert.Equal("Authenticator app", Assert.Single((await jdoe.Get("/authenticators/totp/")).Results)["name"]!.ToString());
        Assert.Equal(404, (await jdoe.Get("/authenticators/totp/2/")).Status);
        Assert.Equal(2, (await admin.Get("/authenticators/totp/")).Results.Count);
    }

    [Fact]
    public async Task They_go_with_their_user()
    {
        using var client = new Client("2026.2.2");
        await client.Delete($"/core/users/{Jdoe}/");
        Assert.Equal(404, (await client.Get("/authenticators/admin/totp/1/")).Status);
        Assert.Equal(200, (await client.Get("/authenticators/admin/totp/2/")).Status);
    }
}
