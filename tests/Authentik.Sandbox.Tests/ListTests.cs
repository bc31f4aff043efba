using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

public class ListTests
{
    [Theory]
    [InlineData("2024.10.5", "", 100)]
    [InlineData("2024.10.5", "?page_size=150", 130)]
    [InlineData("2025.12.4", "", 100)]
    [InlineData("2026.2.2", "", 20)]
    [InlineData("2026.2.2", "?page_size=150", 100)]
    [InlineData("2026.2.2", "?page_size=0", 20)]
    [InlineData("2026.2.2", "?page_size=x", 20)]
    public async Task A_page_is_as_large_as_the_version_makes_it(string version, string query, int expected)
    {
        using var client = new Client(version);
        await MakeUsers(client, 127);
        Assert.Equal(expected, (await client.Get($"/core/users/{query}")).Results.Count);
    }

    [Fact]
    public async Task The_envelope_counts_in_page_numbers()
    {
        using var client = new Client();
        var page = (await client.Get("/flows/instances/?page_size=5&page=2"))["pagination"]!;
        Assert.Equal(
            """{"next":3,"previous":1,"count":14,"current":2,"total_pages":3,"start_index":6,"end_index":10}""",
            page.ToJsonString());
        page = (await client.Get("/flows/instances/?page_size=5&page=last"))["pagination"]!;
        Assert.Equal(
            """{"next":0,"previous":2,"count":14,"current":3,"total_pages":3,"start_index":11,"end_index":14}""",
            page.ToJsonString());
        page = (await client.Get("/flows/instances/?slug=none"))["pagination"]!;
        Assert.Equal(
            """{"next":0,"previous":0,"count":0,"current":1,"total_pages":1,"start_index":0,"end_index":0}""",
            page.ToJsonString());
    }

    [Theory]
    [InlineData("2026.2.2", "99")]
    [InlineData("2026.2.2", "0")]
    [InlineData("2026.2.2", "-1")]
    [InlineData("2026.2.2", "x")]
    [InlineData("2024.10.5", "")]
    public async Task A_page_that_is_not_there_is_404(string version, string page)
    {
        using var client = new Client(version);
        var came = await client.Get($"/core/users/?page={page}");
        Assert.Equal((404, "Invalid page."), (came.Status, came.Detail));
    }

    [Theory]
    [InlineData("username=eve", "eve")]
    [InlineData("username=Eve", "")]
    [InlineData("nosuch=1", "akadmin,eve,jdoe")]
    [InlineData("username=", "akadmin,eve,jdoe")]
    [InlineData("is_active=false", "")]
    [InlineData("is_active=1", "akadmin,eve,jdoe")]
    [InlineData("is_superuser=true", "akadmin")]
    [InlineData("type=external&type=service_account", "eve")]
    [InlineData("path_startswith=users/", "eve,jdoe")]
    [InlineData("groups_by_name=authentik%20Admins", "akadmin")]
    [InlineData("groups_by_pk=b5000000-0000-4000-8000-000000000001", "akadmin")]
    [InlineData("last_login__isnull=true", "akadmin,eve,jdoe")]
    [InlineData("date_joined__gt=2020-01-01", "akadmin,eve,jdoe")]
    [InlineData("date_joined__lt=2020-01-01", "")]
    [InlineData("attributes=%7B%22team%22%3A%22red%22%7D", "jdoe")]
    [InlineData("attributes=%7B%22deep__er%22%3A1%7D", "jdoe")]
    [InlineData("search=EXAMPLE.com%20doe", "jdoe")]
    [InlineData("search=%22eve%22", "eve")]
    [InlineData("ordering=-username", "jdoe,eve,akadmin")]
    [InlineData("ordering=nosuch", "akadmin,eve,jdoe")]
    [InlineData("ordering=type,-username", "eve,jdoe,akadmin")]
    public async Task Filters_search_and_order_as_the_server_does(string query, string expected)
    {
        using var client = new Client();
        await client.Patch("/core/users/5/", Json.Of("""{ "attributes": { "team": "red", "deep": { "er": 1 } } }"""));
        var found = (await client.Get($"/core/users/?{query}")).Results.Select(user => user["username"]!.ToString());
        Assert.Equal(expected, string.Join(',', found));
    }

    [Theory]
    [InlineData("/core/users/?uuid=zzz", """{"uuid":["Enter a valid UUID."]}""")]
    [InlineData("/core/users/?groups_by_pk=zzz", """{"groups_by_pk":["“zzz” is not a valid UUID."]}""")]
    [InlineData(
        "/core/users/?groups_by_name=nosuch",
        """{"groups_by_name":["Select a valid choice. nosuch is not one of the available choices."]}""")]
    [InlineData("/core/users/?type=nosuch", """{"type":["Select a valid choice. nosuch is not one of the available choices."]}""")]
    [InlineData("/core/users/?last_login__gt=soon", """{"last_login__gt":["Enter a valid date/time."]}""")]
    [InlineData("/core/users/?attributes=notjson", """["filter: failed to parse JSON"]""")]
    public async Task A_bad_filter_value_is_refused(string path, string expected)
    {
        using var client = new Client();
        var came = await client.Get(path);
        Assert.Equal((400, expected), (came.Status, Json.Text(came.Json)));
    }

    [Fact]
    public async Task A_filter_of_another_version_is_ignored()
    {
        using var client = new Client("2024.10.5");
        Assert.Equal(3, (await client.Get("/core/users/?last_login__isnull=false")).Results.Count);
    }

    [Fact]
    public async Task Scope_mappings_are_found_by_several_managed_names()
    {
        using var client = new Client();
        const string Start = "/propertymappings/provider/scope/?managed=goauthentik.io/providers/oauth2/scope-";
        var came = await client.Get($"{Start}openid&managed=goauthentik.io/providers/oauth2/scope-email");
        Assert.Equal(["email", "openid"], came.Results.Select(mapping => mapping["scope_name"]!.ToString()));
        Assert.Equal(400, (await client.Get($"{Start}nosuch")).Status);
    }

    [Fact]
    public async Task The_list_of_a_family_shows_all_kinds_with_common_fields()
    {
        using var client = new Client();
        var sources = (await client.Get("/sources/all/")).Results;
        Assert.Equal(
            ["authentik_core.source", "authentik_sources_oauth.oauthsource"],
            sources.Select(source => source["meta_model_name"]!.ToString()));
        Assert.All(sources, source => Assert.Null(source["consumer_key"]));
        Assert.Equal("github", Assert.Single((await client.Get("/sources/oauth/")).Results)["slug"]!.ToString());
    }

    [Fact]
    public async Task The_list_of_all_policies_shows_the_fields_of_each_kind()
    {
        using var client = new Client();
        var policies = (await client.Get("/policies/all/?page_size=100")).Results.ToLookup(policy => policy["meta_model_name"]!.ToString());
        Assert.All(policies["authentik_policies_expression.expressionpolicy"], policy => Assert.NotNull(policy["expression"]));
        Assert.NotNull(policies["authentik_policies_password.passwordpolicy"].Single()["length_min"]);
        var bindings = (await client.Get("/policies/bindings/")).Results;
        Assert.Contains(bindings, binding => binding["policy_obj"]?["expression"] is not null);
    }

    [Theory]
    [InlineData("2025.6.4", "/core/applications/", null)]
    [InlineData("2025.8.6", "/core/applications/", "{}")]
    [InlineData("2025.10.4", "/rbac/permissions/users/", null)]
    [InlineData("2026.2.2", "/rbac/permissions/roles/", null)]
    [InlineData("2026.5.0", "/rbac/permissions/roles/", "{}")]
    public async Task Lists_say_what_a_search_box_completes_from_2025_8_on(string version, string path, string? expected)
    {
        using var client = new Client(version);
        var came = await client.Get(path);
        Assert.Equal((200, expected), (came.Status, came["autocomplete"]?.ToJsonString()));
    }

    [Fact]
    public async Task A_search_box_completes_fields_and_values()
    {
        using var client = new Client();
        var users = (await client.Get("/core/users/"))["autocomplete"]!;
        Assert.Equal("authentik_core.user", users["current_model"]!.ToString());
        var fields = users["models"]!["authentik_core.user"]!;
        Assert.Equal("""{"type":"bool","nullable":true,"options":null}""", fields["is_active"]!.ToJsonString());
        Assert.Contains("service_account", fields["type"]!["options"]!.AsArray().Select(option => option!.ToString()));
        var events = (await client.Get("/events/events/"))["autocomplete"]!["models"]!;
        Assert.Equal("str", events["authentik_events.event_context_http_request"]!["path"]!["type"]!.ToString());
    }

    private static async Task MakeUsers(Client client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await client.Post("/core/users/", Json.Of($$"""{ "username": "u{{i}}", "name": "" }"""));
        }
    }
}
