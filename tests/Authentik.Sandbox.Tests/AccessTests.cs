using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

public class AccessTests
{
    [Theory]
    [InlineData("2026.2.2", "", "Authentication credentials were not provided.")]
    [InlineData("2026.2.2", "Bearer", "Authentication credentials were not provided.")]
    [InlineData("2026.2.2", "Bearer wrong", "Token invalid/expired")]
    [InlineData("2026.2.2", "Token T", "Authentication credentials were not provided.")]
    [InlineData("2024.10.5", "Token T", "Unsupported authentication type")]
    public async Task Whoever_is_unknown_gets_403(string version, string authorization, string detail)
    {
        using var client = new Client(version);
        var came = await client.SendText("GET", "/core/users/", null, authorization: authorization);
        Assert.Equal((403, detail), (came.Status, came.Detail));
        Assert.DoesNotContain("WWW-Authenticate", came.Headers.Keys);
    }

    [Fact]
    public async Task The_scheme_has_any_case()
    {
        using var client = new Client();
        Assert.Equal(200, (await client.SendText("GET", "/core/users/me/", null, authorization: "bEARER T")).Status);
    }

    [Fact]
    public async Task The_configuration_is_public()
    {
        using var client = new Client();
        var came = await client.SendText("GET", "/root/config/", null, authorization: string.Empty);
        Assert.Equal(200, came.Status);
        Assert.Contains("can_impersonate", came.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_user_sees_little()
    {
        var sandbox = new Sandbox(new SandboxOptions { Token = Client.Token });
        sandbox.AddToken("jane", "jdoe");
        using var admin = new Client(sandbox, Client.Token);
        using var jane = new Client(sandbox, "jane");
        await admin.Post("/sources/user_connections/oauth/", Connection(5));
        await admin.Post("/sources/user_connections/oauth/", Connection(6));

        Assert.Equal("jdoe", (await jane.Get("/core/users/me/"))["user"]!["username"]!.ToString());
        Assert.Equal(200, (await jane.Get("/admin/version/")).Status);
        Assert.Equal(200, (await jane.Get("/core/applications/")).Status);
        Assert.Equal(
            (403, "You do not have permission to perform this action."),
            ((await jane.Get("/core/users/")).Status, (await jane.Get("/core/users/")).Detail));
        Assert.Equal(403, (await jane.Get("/core/users/3/")).Status);
        Assert.Equal(403, (await jane.Post("/core/users/", Json.Of("{}"))).Status);
        Assert.Equal(5, (int)Assert.Single((await jane.Get("/sources/user_connections/all/")).Results)["user"]!);
        Assert.Equal(404, (await jane.Get("/sources/user_connections/all/2/")).Status);

        await admin.Patch("/core/users/5/", Json.Of("""{ "is_active": false }"""));
        Assert.Equal("Token invalid/expired", (await jane.Get("/core/users/me/")).Detail);
    }

    [Fact]
    public async Task Whoever_deletes_themselves_is_locked_out()
    {
        using var client = new Client();
        Assert.Equal(204, (await client.Delete("/core/users/3/")).Status);
        Assert.Equal(
            (403, "Token invalid/expired"),
            ((await client.Get("/core/users/")).Status, (await client.Get("/core/users/")).Detail));
    }

    [Theory]
    [InlineData("2024.10.5")]
    [InlineData("2026.8.3")]
    public async Task It_says_which_version_it_plays(string version)
    {
        using var client = new Client(version);
        Assert.Equal(version, (await client.Get("/admin/version/"))["version_current"]!.ToString());
    }

    [Fact]
    public async Task It_stands_below_a_prefix()
    {
        using var client = new Client(basePath: "/auth");
        Assert.Equal(200, (await client.Get("/core/users/")).Status);
        Assert.StartsWith(
            "http://sandbox.test/auth/source/",
            (await client.Get("/sources/oauth/github/"))["callback_url"]!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_brings_the_seeds_back()
    {
        var sandbox = new Sandbox(new SandboxOptions { Token = Client.Token });
        using var client = new Client(sandbox, Client.Token);
        await client.Delete("/core/users/5/");
        sandbox.Reset(ServerVersion.Parse("2024.8.4"));
        Assert.Equal(200, (await client.Get("/core/users/5/")).Status);
        Assert.Equal("2024.8.4", sandbox.Version.ToString());
    }

    private static System.Text.Json.Nodes.JsonNode Connection(int user) =>
        Json.Of($$"""{ "user": {{user}}, "source": "50700000-0000-4000-8000-000000000002", "identifier": "x" }""");
}
