using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

public class RelationTests
{
    private const string Implicit = "default-provider-authorization-implicit-consent";

    [Fact]
    public async Task A_flow_takes_the_providers_with_it_and_leaves_the_applications()
    {
        using var client = new Client();
        await MakeProvider(client);
        await client.Post("/core/applications/", Json.Of("""{ "name": "A", "slug": "a", "provider": 1 }"""));
        var users = await client.Get($"/flows/instances/{Implicit}/used_by/");
        Assert.Equal(
            """[{"app":"authentik_core","model_name":"provider","pk":"1","name":"p","action":"cascade"}]""",
            Json.Text(users.Json));
        Assert.Equal(204, (await client.Delete($"/flows/instances/{Implicit}/")).Status);
        Assert.Equal(404, (await client.Get("/providers/oauth2/1/")).Status);
        Assert.Null((await client.Get("/core/applications/a/"))["provider"]);
    }

    [Fact]
    public async Task A_provider_leaves_its_invalidation_flow_behind()
    {
        using var client = new Client();
        await MakeProvider(client);
        await client.Delete("/flows/instances/default-provider-invalidation-flow/");
        Assert.Null((await client.Get("/providers/oauth2/1/"))["invalidation_flow"]);
    }

    [Fact]
    public async Task Bindings_come_in_their_order_and_go_with_their_group()
    {
        using var client = new Client();
        var group = (await client.Post("/core/groups/", Json.Of("""{ "name": "g" }""")))["pk"]!.ToString();
        var target = (await client.Post("/core/applications/", Json.Of("""{ "name": "a", "slug": "a" }""")))["pk"]!.ToString();
        foreach (var order in (int[])[10, 0, 5])
        {
            await client.Post("/policies/bindings/", Json.Of($$"""{ "target": "{{target}}", "group": "{{group}}", "order": {{order}} }"""));
        }

        var listed = await client.Get($"/policies/bindings/?target={target}");
        Assert.Equal([0, 5, 10], listed["results"]!.AsArray().Select(row => (int)row!["order"]!));
        var uses = (await client.Get($"/core/groups/{group}/used_by/")).Json!.AsArray();
        var actions = uses.Where(use => use!["model_name"]!.ToString() == "policybinding").Select(use => use!["action"]!.ToString());
        Assert.Equal(["cascade", "cascade", "cascade"], actions);
        await client.Delete($"/core/groups/{group}/");
        Assert.Empty((await client.Get($"/policies/bindings/?target={target}"))["results"]!.AsArray());
    }

    [Fact]
    public async Task An_application_shows_its_provider_and_the_provider_its_application()
    {
        using var client = new Client();
        await MakeProvider(client);
        var made = await client.Post("/core/applications/", Json.Of("""{ "name": "A", "slug": "a", "provider": 1 }"""));
        Assert.Equal("authentik_providers_oauth2.oauth2provider", made["provider_obj"]!["meta_model_name"]!.ToString());
        Assert.Equal("https://a.example", made["launch_url"]!.ToString());
        Assert.Equal("a", (await client.Get("/providers/all/1/"))["assigned_application_slug"]!.ToString());
        Assert.Empty((await client.Get("/providers/all/?application__isnull=true")).Results);
        Assert.Single((await client.Get($"/providers/oauth2/?application={made["pk"]}")).Results);
        Assert.Equal(400, (await client.Post("/core/applications/", Json.Of("""{ "name": "B", "slug": "b", "provider": 1 }"""))).Status);
        Assert.Equal(204, (await client.Delete("/providers/oauth2/1/")).Status);
        Assert.Null((await client.Get("/core/applications/a/"))["provider_obj"]);
    }

    [Theory]
    [InlineData("2025.10.4", """{ "name": "child", "parent": "PARENT" }""")]
    [InlineData("2025.12.0", """{ "name": "child", "parents": ["PARENT"] }""")]
    public async Task A_group_shows_its_children(string version, string child)
    {
        using var client = new Client(version);
        var parent = (await client.Post("/core/groups/", Json.Of("""{ "name": "parent" }""")))["pk"]!.ToString();
        var made = await client.Post("/core/groups/", Json.Of(child.Replace("PARENT", parent, StringComparison.Ordinal)));
        Assert.Equal($"[\"{made["pk"]}\"]", Json.Text((await client.Get($"/core/groups/{parent}/"))["children"]));
    }

    [Fact]
    public async Task Who_uses_a_user_are_the_groups_and_connections()
    {
        using var client = new Client();
        await client.Patch("/core/users/6/", Json.Of("""{ "groups": ["b5000000-0000-4000-8000-000000000002"] }"""));
        await client.Post(
            "/sources/user_connections/oauth/",
            Json.Of("""{ "user": 6, "source": "50700000-0000-4000-8000-000000000002", "identifier": "x" }"""));
        var used = (await client.Get("/core/users/6/used_by/")).Json!.AsArray()
            .Select(entry => $"{entry!["model_name"]}: {entry["name"]}, {entry["action"]}");
        Assert.Equal(
            [
                "group: Group authentik Read-only, cascade_many",
                "usersourceconnection: User-source connection (user=6, source=50700000-0000-4000-8000-000000000002), cascade",
            ],
            used);
        await client.Delete("/core/users/6/");
        Assert.Empty((await client.Get("/sources/user_connections/all/")).Results);
    }

    [Fact]
    public async Task A_group_takes_itself_out_of_its_users()
    {
        using var client = new Client();
        await client.Patch("/core/users/5/", Json.Of("""{ "groups": ["b5000000-0000-4000-8000-000000000001"] }"""));
        Assert.True((bool)(await client.Get("/core/users/5/"))["is_superuser"]!);
        await client.Delete("/core/groups/b5000000-0000-4000-8000-000000000001/");
        Assert.Equal(403, (await client.Get("/core/users/5/")).Status);
    }

    private static Task<Came> MakeProvider(Client client) => client.Post("/providers/oauth2/", Json.Of("""
        {
          "name": "p",
          "authorization_flow": "f1000000-0000-4000-8000-000000000008",
          "invalidation_flow": "f1000000-0000-4000-8000-000000000009",
          "redirect_uris": [{ "matching_mode": "strict", "url": "https://a.example/cb" }]
        }
        """));
}
