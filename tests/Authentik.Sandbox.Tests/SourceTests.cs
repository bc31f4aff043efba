using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

public class SourceTests
{
    private const string GitHub = "50700000-0000-4000-8000-000000000002";
    private const string Connections = "/sources/user_connections/oauth/";

    [Theory]
    [InlineData("2024.10.5", 405)]
    [InlineData("2025.10.4", 405)]
    [InlineData("2026.2.2", 200)]
    public async Task A_change_without_the_type_breaks_older_servers(string version, int status)
    {
        using var client = new Client(version);
        var came = await client.Patch("/sources/oauth/github/", Json.Of("""{ "enabled": false }"""));
        Assert.Equal(status, came.Status);
        came = await client.Patch("/sources/oauth/github/", Json.Of("""{ "enabled": false, "provider_type": "github" }"""));
        Assert.Equal((200, false), (came.Status, (bool)came["enabled"]!));
    }

    [Fact]
    public async Task A_type_without_addresses_needs_them()
    {
        using var client = new Client();
        var body = Json.Of("""
            {
              "name": "x",
              "slug": "x",
              "provider_type": "openidconnect",
              "consumer_key": "a",
              "consumer_secret": "b"
            }
            """);
        Assert.Equal(
            """{"non_field_errors":["authorization_url is required for provider OpenID Connect"]}""",
            Json.Text((await client.Post("/sources/oauth/", body)).Json));
        foreach (var address in new[] { "authorization_url", "access_token_url", "profile_url" })
        {
            body[address] = "https://idp.example/";
        }

        Assert.Equal(201, (await client.Post("/sources/oauth/", body)).Status);
    }

    [Theory]
    [InlineData("2025.8.6", "slack", 400)]
    [InlineData("2025.12.4", "slack", 201)]
    [InlineData("2026.8.3", "azuread", 400)]
    [InlineData("2026.8.3", "entraid", 201)]
    public async Task A_version_knows_its_types(string version, string type, int status)
    {
        using var client = new Client(version);
        var body = Json.Of($$"""{ "name": "x", "slug": "x", "provider_type": "{{type}}", "consumer_key": "a", "consumer_secret": "b" }""");
        Assert.Equal(status, (await client.Post("/sources/oauth/", body)).Status);
    }

    [Theory]
    [InlineData("2024.8.4", 405)]
    [InlineData("2024.10.5", 405)]
    [InlineData("2024.12.5", 201)]
    [InlineData("2026.2.2", 201)]
    [InlineData("2026.5.0", 201)]
    public async Task Connections_can_be_made_since_2024_12(string version, int status)
    {
        using var client = new Client(version);
        Assert.Equal(status, (await client.Post(Connections, Connection(5, "a"))).Status);
    }

    [Fact]
    public async Task One_connection_for_each_user_and_source()
    {
        using var client = new Client();
        var made = await client.Post(Connections, Connection(5, "a"));
        Assert.Equal(
            ("authentik_core.source", "github"),
            (made["source_obj"]!["meta_model_name"]!.ToString(), made["source_obj"]!["slug"]!.ToString()));
        Assert.Equal(
            """{"non_field_errors":["The fields user, source must make a unique set."]}""",
            Json.Text((await client.Post(Connections, Connection(5, "b"))).Json));
        Assert.Equal(201, (await client.Post(Connections, Connection(6, "a"))).Status);
        Assert.Equal(200, (await client.Patch($"{Connections}1/", Json.Of("""{ "identifier": "c" }"""))).Status);
        Assert.Equal(400, (await client.Patch($"{Connections}1/", Json.Of("""{ "user": 6 }"""))).Status);
    }

    [Fact]
    public async Task A_connection_is_found_under_its_kind_and_among_all()
    {
        using var client = new Client();
        await client.Post(Connections, Connection(5, "a"));
        Assert.Contains("expires", (await client.Get($"{Connections}1/")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", (await client.Get("/sources/user_connections/all/1/")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await client.Get("/sources/user_connections/plex/1/")).Status);
        Assert.Single((await client.Get("/sources/user_connections/all/?source__slug=github")).Results);
        Assert.Empty((await client.Get("/sources/user_connections/all/?source__slug=other")).Results);
        Assert.Single((await client.Get("/sources/user_connections/all/?user=5")).Results);
        Assert.Equal(204, (await client.Delete("/sources/user_connections/all/1/")).Status);
    }

    [Theory]
    [InlineData("2024.10.5", "/sources/user_connections/ldap/", 404)]
    [InlineData("2026.2.2", "/sources/user_connections/ldap/", 200)]
    public async Task A_version_has_its_kinds(string version, string path, int status)
    {
        using var client = new Client(version);
        Assert.Equal(status, (await client.Get(path)).Status);
    }

    private static System.Text.Json.Nodes.JsonNode Connection(int user, string identifier) =>
        Json.Of($$"""{ "user": {{user}}, "source": "{{GitHub}}", "identifier": "{{identifier}}" }""");
}
