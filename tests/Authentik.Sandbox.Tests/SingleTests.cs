using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>What there is one of: the settings, the caller, the brand that counts.</summary>
public class SingleTests
{
    [Fact]
    public async Task Settings_have_defaults_and_take_changes()
    {
        using var client = new Client("2026.2.2");
        var settings = await client.Get("/admin/settings/");
        Assert.Equal(
            ("gravatar,initials", "days=365", "{}"),
            (settings["avatars"]!.ToString(), settings["event_retention"]!.ToString(), Json.Text(settings["flags"])));
        Assert.Equal(
            "days=30",
            (await client.Patch("/admin/settings/", Json.Of("""{ "event_retention": "days=30" }""")))["event_retention"]!.ToString());
        Assert.Equal(405, (await client.Post("/admin/settings/", Json.Of("{}"))).Status);
        Assert.Equal(405, (await client.Delete("/admin/settings/")).Status);
    }

    [Theory]
    [InlineData(
        """{ "event_retention": "nope" }""",
        """{"event_retention":["nope is not in the correct format of 'hours=3;minutes=1'."]"""
        + ""","flags":["This field is required."]}""")]
    [InlineData("""{ "avatars": "", "flags": {} }""", """{"avatars":["This field may not be blank."]}""")]
    public async Task Settings_are_checked(string body, string expected)
    {
        using var client = new Client("2026.2.2");
        var came = await client.Put("/admin/settings/", Json.Of(body));
        Assert.Equal((400, expected), (came.Status, Json.Text(came.Json)));
    }

    [Fact]
    public async Task Flags_are_replaced_as_a_whole_until_2026_2()
    {
        using var client = new Client("2026.2.2");
        await client.Patch("/admin/settings/", Json.Of("""{ "flags": { "flows_refresh_others": true } }"""));
        var came = await client.Patch("/admin/settings/", Json.Of("""{ "flags": { "nosuch": true } }"""));
        Assert.Equal("""{"nosuch":true}""", Json.Text(came["flags"]));
        Assert.Equal(400, (await client.Patch("/admin/settings/", Json.Of("""{ "flags": { "flows_refresh_others": "x" } }"""))).Status);
    }

    [Fact]
    public async Task Later_versions_demand_every_flag()
    {
        using var client = new Client("2026.8.3");
        var came = await client.Patch("/admin/settings/", Json.Of("""{ "flags": { "flows_refresh_others": true } }"""));
        Assert.Equal(400, came.Status);
        var flags = (await client.Get("/admin/settings/"))["flags"]!;
        flags["flows_refresh_others"] = true;
        var whole = await client.Patch("/admin/settings/", new System.Text.Json.Nodes.JsonObject { ["flags"] = flags.DeepClone() });
        Assert.Equal((200, "true"), (whole.Status, Json.Text(whole["flags"]!["flows_refresh_others"])));
    }

    [Fact]
    public async Task Pages_are_as_long_as_the_settings_say()
    {
        using var client = new Client("2026.2.2");
        await client.Patch("/admin/settings/", Json.Of("""{ "pagination_default_page_size": 2, "pagination_max_page_size": 3 }"""));
        Assert.Equal(2, (await client.Get("/flows/instances/")).Results.Count);
        Assert.Equal(3, (await client.Get("/flows/instances/?page_size=100")).Results.Count);
    }

    [Fact]
    public async Task The_brand_in_use_is_the_default_one()
    {
        using var client = new Client("2025.10.4");
        var came = await client.Get("/core/brands/current/");
        Assert.Equal(
            ("authentik-default", "default-authentication-flow"),
            (came["matched_domain"]!.ToString(), came["flow_authentication"]!.ToString()));
        Assert.Null(came["flow_recovery"]);
    }
}
