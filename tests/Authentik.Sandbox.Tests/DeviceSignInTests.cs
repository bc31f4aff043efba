using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>Signing in on a device that has no browser, and staying signed in.</summary>
public class DeviceSignInTests
{
    private const string Offline = $"{SignIn.ApiScope} offline_access";
    private const string Invalid = "Token invalid/expired";

    [Fact]
    public async Task A_device_gets_codes_and_where_to_go()
    {
        using var signIn = await SignIn.StartAsync(basePath: "/auth");
        var came = await signIn.Device();
        Assert.Matches("^[0-9]{9}$", came["user_code"]!.ToString());
        Assert.All("?%&\"/\\", character => Assert.Contains(character, came["device_code"]!.ToString()));
        Assert.Equal("http://sandbox.test/auth/device", came["verification_uri"]!.ToString());
        Assert.Equal($"http://sandbox.test/auth/device?code={came["user_code"]}", came["verification_uri_complete"]!.ToString());
        Assert.Equal((60, 5), ((int)came["expires_in"]!, (int)came["interval"]!));
    }

    [Fact]
    public async Task How_long_and_how_often_can_be_set()
    {
        using var signIn = await SignIn.StartAsync(options: new SandboxOptions
        {
            DeviceInterval = TimeSpan.FromSeconds(1),
            DeviceCodeLife = TimeSpan.FromSeconds(7),
        });
        var came = await signIn.Device();
        Assert.Equal((7, 1), ((int)came["expires_in"]!, (int)came["interval"]!));
    }

    [Theory]
    [InlineData("2026.2.2", "application/json", "invalid_client")]
    [InlineData("2024.10.5", "text/html; charset=utf-8", null)]
    public async Task An_unknown_client_is_refused(string version, string type, string? error)
    {
        using var signIn = await SignIn.StartAsync(version);
        var came = await signIn.Device(client: "nobody");
        Assert.Equal((400, type, error), (came.Status, came.ContentType, came.Json?["error"]?.ToString()));
        Assert.True(error is not null || came.Text.Length == 0);
    }

    [Fact]
    public async Task It_waits_until_somebody_lets_it_in_and_that_once()
    {
        using var signIn = await SignIn.StartAsync();
        var device = await signIn.Device();
        var other = await signIn.Device();
        Assert.Equal((400, "authorization_pending"), await RefusalAsync(signIn.Poll(device)));
        signIn.Sandbox.ApproveDevice(device["user_code"]!.ToString(), "jdoe");
        var came = await signIn.Poll(device);
        Assert.Equal((200, "jdoe"), (came.Status, await signIn.WhoAsync(came)));
        Assert.False(came.Json!.AsObject().ContainsKey("refresh_token"));
        Assert.Equal((400, "invalid_grant"), await RefusalAsync(signIn.Poll(device)));
        Assert.Equal((400, "authorization_pending"), await RefusalAsync(signIn.Poll(other)));
    }

    [Fact]
    public async Task Whoever_is_turned_away_is_told_so()
    {
        using var signIn = await SignIn.StartAsync();
        var device = await signIn.Device();
        signIn.Sandbox.DenyDevice(device["user_code"]!.ToString());
        Assert.Equal((400, "access_denied"), await RefusalAsync(signIn.Poll(device)));
        Assert.Equal((400, "invalid_grant"), await RefusalAsync(signIn.Poll(device)));
    }

    [Fact]
    public async Task A_code_is_good_for_a_minute()
    {
        using var signIn = await SignIn.StartAsync();
        signIn.Sandbox.ApproveDevices("jdoe");
        var device = await signIn.Device();
        signIn.Clock.Pass(TimeSpan.FromSeconds(61));
        Assert.Equal((400, "invalid_grant"), await RefusalAsync(signIn.Poll(device)));
    }

    [Fact]
    public async Task A_code_is_of_no_use_to_another_client()
    {
        using var signIn = await SignIn.StartAsync();
        await signIn.AddProviderAsync(new JsonObject { ["name"] = "other", ["client_id"] = "other" });
        signIn.Sandbox.ApproveDevices("jdoe");
        var device = await signIn.Device();
        Assert.Equal((400, "invalid_grant"), await RefusalAsync(signIn.Poll(device, "other")));
        Assert.Equal(200, (await signIn.Poll(device)).Status);
    }

    [Fact]
    public async Task All_devices_can_be_let_in_after_a_while()
    {
        using var signIn = await SignIn.StartAsync();
        var early = await signIn.Device();
        signIn.Sandbox.ApproveDevices("jdoe", afterPolls: 2);
        var late = await signIn.Device();
        foreach (var device in new[] { early, late })
        {
            Assert.Equal((400, "authorization_pending"), await RefusalAsync(signIn.Poll(device)));
            Assert.Equal((400, "authorization_pending"), await RefusalAsync(signIn.Poll(device)));
            Assert.Equal("jdoe", await signIn.WhoAsync(await signIn.Poll(device)));
        }
    }

    [Fact]
    public async Task All_devices_can_be_turned_away()
    {
        using var signIn = await SignIn.StartAsync();
        signIn.Sandbox.DenyDevices();
        Assert.Equal((400, "access_denied"), await RefusalAsync(signIn.Poll(await signIn.Device())));
    }

    [Fact]
    public async Task Who_is_not_there_cannot_be_named()
    {
        using var signIn = await SignIn.StartAsync();
        var code = (await signIn.Device())["user_code"]!.ToString();
        Assert.Throws<ArgumentException>(() => signIn.Sandbox.ApproveDevice(code, "nobody"));
        Assert.Throws<ArgumentException>(() => signIn.Sandbox.ApproveDevices("nobody"));
        Assert.Throws<ArgumentException>(() => signIn.Sandbox.ApproveDevice("12", "jdoe"));
        Assert.Throws<ArgumentException>(() => signIn.Sandbox.DenyDevice("12"));
    }

    [Fact]
    public async Task A_refresh_token_is_good_for_one_time_and_gives_another()
    {
        using var signIn = await SignIn.StartAsync();
        var first = await SignedInAsync(signIn);
        signIn.Clock.Pass(TimeSpan.FromHours(2));
        Assert.Equal(Invalid, await signIn.WhoAsync(first));
        var second = await signIn.Refresh(first);
        Assert.Equal("jdoe", await signIn.WhoAsync(second));
        Assert.NotEqual(first["refresh_token"]!.ToString(), second["refresh_token"]!.ToString());
        Assert.Equal((400, "invalid_grant"), await RefusalAsync(signIn.Refresh(first)));
        Assert.Equal(200, (await signIn.Refresh(second)).Status);
    }

    [Fact]
    public async Task A_refresh_token_runs_out()
    {
        using var signIn = await SignIn.StartAsync();
        var first = await SignedInAsync(signIn);
        signIn.Clock.Pass(TimeSpan.FromDays(31));
        Assert.Equal((400, "invalid_grant"), await RefusalAsync(signIn.Refresh(first)));
    }

    [Theory]
    [InlineData("refresh_token=nonsense&client_secret=robot-secret", "invalid_grant")]
    [InlineData("client_secret=robot-secret", "invalid_grant")]
    [InlineData("client_secret=wrong", "invalid_client")]
    public async Task A_wrong_refresh_is_refused(string fields, string error)
    {
        using var signIn = await SignIn.StartAsync();
        var form = fields.Split('&').Select(field => field.Split('=', 2)).Select(pair => (pair[0], pair[1]));
        Assert.Equal((400, error), await RefusalAsync(signIn.Token([("grant_type", "refresh_token"), .. form])));
    }

    [Fact]
    public async Task A_client_without_secrets_refreshes_without_one()
    {
        using var signIn = await SignIn.StartAsync(provider: new JsonObject { ["client_type"] = "public" });
        var first = await SignedInAsync(signIn);
        Assert.Equal(
            200,
            (await signIn.Token(("grant_type", "refresh_token"), ("refresh_token", first["refresh_token"]!.ToString()))).Status);
    }

    [Theory]
    [InlineData("openid offline_access")]
    [InlineData(SignIn.ApiScope)]
    public async Task A_refresh_cannot_widen_the_scope_nor_drop_what_it_lives_on(string scope)
    {
        using var signIn = await SignIn.StartAsync();
        var first = await SignedInAsync(signIn);
        var came = signIn.Token(
            ("grant_type", "refresh_token"),
            ("client_secret", SignIn.Secret),
            ("refresh_token", first["refresh_token"]!.ToString()),
            ("scope", scope));
        Assert.Equal((400, "invalid_scope"), await RefusalAsync(came));
    }

    [Fact]
    public async Task Access_can_end_in_the_middle_of_things()
    {
        using var signIn = await SignIn.StartAsync();
        var first = await SignedInAsync(signIn);
        signIn.Sandbox.ExpireAccessTokens();
        Assert.Equal(Invalid, await signIn.WhoAsync(first));
        Assert.Equal("jdoe", await signIn.WhoAsync(await signIn.Refresh(first)));
    }

    [Fact]
    public async Task Rights_can_be_taken_back()
    {
        using var signIn = await SignIn.StartAsync();
        var first = await SignedInAsync(signIn);
        signIn.Sandbox.RevokeSignIns();
        Assert.Equal(Invalid, await signIn.WhoAsync(first));
        Assert.Equal((400, "invalid_grant"), await RefusalAsync(signIn.TokenOfJane()));
        Assert.Equal((400, "invalid_grant"), await RefusalAsync(signIn.Refresh(first)));
        Assert.Equal("jdoe", await signIn.WhoAsync(await signIn.TokenOfJane()));
    }

    private static async Task<Came> SignedInAsync(SignIn signIn)
    {
        var device = await signIn.Device(Offline);
        signIn.Sandbox.ApproveDevice(device["user_code"]!.ToString(), "jdoe");
        return await signIn.Poll(device);
    }

    private static async Task<(int Status, string? Error)> RefusalAsync(Task<Came> asking)
    {
        var came = await asking;
        return (came.Status, came["error"]?.ToString());
    }
}
