using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Actions of the server itself: events, tasks, files, licences, lists of facts.</summary>
public class AdministrationActionTests
{
    [Theory]
    [InlineData("2026.2.2", "/policies/all/types/", "Password Uniqueness Policy", true)]
    [InlineData("2024.10.5", "/policies/all/types/", "Password Uniqueness Policy", false)]
    [InlineData("2026.2.2", "/propertymappings/all/types/", "Scope Mapping", true)]
    [InlineData("2026.2.2", "/providers/all/types/", "LDAP Provider", true)]
    [InlineData("2026.2.2", "/sources/all/types/", "Apple OAuth Source", true)]
    [InlineData("2026.2.2", "/stages/all/types/", "Prompt Stage", true)]
    [InlineData("2026.2.2", "/outposts/service_connections/all/types/", "Docker Service-Connection", true)]
    [InlineData("2026.2.2", "/endpoints/connectors/types/", "Agent Connector", true)]
    [InlineData("2026.2.2", "/events/events/actions/", "Login", true)]
    [InlineData("2024.10.5", "/stages/email/templates/", "email/email_otp.html", false)]
    [InlineData("2026.2.2", "/stages/email/templates/", "email/email_otp.html", true)]
    [InlineData("2026.2.2", "/admin/apps/", "authentik.core", true)]
    [InlineData("2024.10.5", "/admin/apps/", "authentik.commands", false)]
    [InlineData("2026.2.2", "/admin/models/", "authentik_core.user", true)]
    [InlineData("2026.2.2", "/policies/geoip_iso3166/", "Albania", true)]
    [InlineData("2026.2.2", "/sources/oauth/source_types/", "apple", true)]
    public async Task Lists_of_facts_are_those_of_the_version(string version, string path, string name, bool isListed)
    {
        using var client = new Client(version);
        var names = (await client.Get(path)).Json!.AsArray().Select(one => one!["name"]!.ToString());
        Assert.Equal(isListed, names.Contains(name));
        Assert.DoesNotContain("$versions", (await client.Get(path)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024.10.5", 6)]
    [InlineData("2026.2.2", 7)]
    public async Task Types_have_the_fields_of_the_version(string version, int fields)
    {
        using var client = new Client(version);
        Assert.Equal(fields, (await client.Get("/policies/all/types/")).Json![0]!.AsObject().Count);
    }

    [Fact]
    public async Task One_source_type_can_be_asked_for()
    {
        using var client = new Client();
        Assert.Single((await client.Get("/sources/oauth/source_types/?name=apple")).Json!.AsArray());
    }

    [Theory]
    [InlineData("2024.12.5", "/admin/workers/", """{"count":1}""")]
    [InlineData("2025.4.4", "/admin/workers/", "\"version_matching\":true")]
    [InlineData("2026.2.2", "/tasks/workers", "\"version\":\"2026.2.2\"")]
    [InlineData("2026.8.3", "/tasks/workers/", "\"version\":\"2026.8.3\"")]
    [InlineData("2026.2.2", "/admin/system/", "\"authentik_version\":\"2026.2.2\"")]
    [InlineData("2026.2.2", "/enterprise/license/forecast/", "\"internal_users\":2,\"external_users\":1")]
    [InlineData("2026.2.2", "/enterprise/license/install_id/", "\"install_id\":\"")]
    [InlineData("2026.2.2", "/outposts/instances/default_settings/", "\"authentik_host\":\"http://sandbox.test/\"")]
    [InlineData("2026.2.2", "/endpoints/devices/summary/", "\"total_count\":")]
    public async Task The_system_describes_itself(string version, string path, string text)
    {
        using var client = new Client(version);
        var came = await client.Get(path);
        Assert.Equal(200, came.Status);
        Assert.Contains(text, came.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_system_can_be_asked_again()
    {
        using var client = new Client();
        Assert.Equal("POST", (await client.Post("/admin/system/"))["http_headers"]!["REQUEST_METHOD"]!.ToString());
        Assert.Equal(405, (await client.Delete("/admin/system/")).Status);
    }

    [Fact]
    public async Task A_licence_counts()
    {
        using var client = new Client();
        Assert.Equal("unlicensed", (await client.Get("/enterprise/license/summary/"))["status"]!.ToString());
        await client.Post("/enterprise/license/", Json.Of("""{ "key": "ey-sandbox-licence" }"""));
        var came = await client.Get("/enterprise/license/summary/");
        Assert.Equal(("valid", "100"), (came["status"]!.ToString(), Json.Text(came["internal_users"])));
    }

    [Fact]
    public async Task Outposts_and_connections_have_a_state()
    {
        using var client = new Client();
        var outpost = (await client.Get("/outposts/instances/")).Results[0]["pk"];
        Assert.Equal("[]", (await client.Get($"/outposts/instances/{outpost}/health/")).Text);
        var connection = (await client.Get("/outposts/service_connections/all/")).Results[0]["pk"];
        Assert.Equal(
            """{"version":"","healthy":false}""", (await client.Get($"/outposts/service_connections/all/{connection}/state/")).Text);
    }

    [Fact]
    public async Task Events_are_counted_by_time_and_action()
    {
        using var client = new Client();
        Assert.Equal("[]", (await client.Get("/events/events/volume/?history_days=1")).Text);
        await AddEventAsync(client);
        await AddEventAsync(client);
        var came = (await client.Get("/events/events/volume/?history_days=1&action=login")).Json!.AsArray();
        Assert.Equal(("login", "2"), (came[0]!["action"]!.ToString(), Json.Text(came[0]!["count"])));
        Assert.Equal("[]", (await client.Get("/events/events/volume/?history_days=1&action=logout")).Text);
    }

    [Theory]
    [InlineData("/events/events/volume/?action=login")]
    [InlineData("/events/events/per_month/?action=login")]
    public async Task Older_servers_have_points(string path)
    {
        using var client = new Client("2024.10.5");
        await AddEventAsync(client);
        var points = (await client.Get(path)).Json!.AsArray();
        Assert.Equal((22, "0", "1"), (points.Count, Json.Text(points[0]!["y_cord"]), Json.Text(points[1]!["y_cord"])));
    }

    [Theory]
    [InlineData("/admin/metrics/")]
    [InlineData("/core/users/5/metrics/")]
    public async Task Sign_ins_are_counted_until_2025_6(string path)
    {
        using var client = new Client("2025.6.4");
        Assert.Equal(22, (await client.Get(path))["logins_failed"]!.AsArray().Count);
    }

    [Fact]
    public async Task Applications_are_counted_until_2025_6()
    {
        using var client = new Client("2025.6.4");
        await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }"""));
        Assert.Equal(22, (await client.Get("/core/applications/wiki/metrics/")).Json!.AsArray().Count);
    }

    [Fact]
    public async Task Applications_of_events_are_ranked()
    {
        using var client = new Client();
        for (var count = 0; count < 3; count++)
        {
            await AddEventAsync(client, count == 0 ? "one" : "two");
        }

        var came = (await client.Get("/events/events/top_per_user/?top_n=1")).Json!.AsArray();
        Assert.Equal(("two", "2"), (Assert.Single(came)!["application"]!["pk"]!.ToString(), Json.Text(came[0]!["counted_events"])));
    }

    [Fact]
    public async Task Events_have_statistics()
    {
        using var client = new Client("2026.8.3");
        Assert.Equal(400, (await client.Get("/events/events/stats/")).Status);
        await AddEventAsync(client);
        Assert.Equal("1", Json.Text((await client.Get("/events/events/stats/?count_steps=hours=1"))["count_step"]!["hours=1"]));
    }

    [Fact]
    public async Task Notifications_are_marked()
    {
        using var client = new Client();
        Assert.NotEmpty((await client.Get("/events/notifications/?seen=false")).Results);
        Assert.Equal(204, (await client.Post("/events/notifications/mark_all_seen/")).Status);
        Assert.Empty((await client.Get("/events/notifications/?seen=false")).Results);
    }

    private static Task<Came> AddEventAsync(Client client, string application = "one") => client.Post("/events/events/", Json.Of($$"""
        {
          "action": "login",
          "app": "a",
          "context": { "authorized_application": { "pk": "{{application}}" } },
          "client_ip": "192.0.2.1"
        }
        """));
}
