using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>What is bound to what: as seen on servers of these versions.</summary>
public class BindingTests
{
    [Theory]
    [InlineData("2024.10.5", "policy a;")]
    [InlineData("2026.2.2", "policy a;policybinding Binding from App #0 to Policy a;policybinding Binding from App #1 to Group g;")]
    public async Task Bindings_are_named_by_what_they_are_bound_to_and_go_with_it(string version, string users)
    {
        using var client = new Client(version);
        var policy = await MakeAsync(client, "/policies/dummy/", """{ "name": "a" }""");
        var group = await MakeAsync(client, "/core/groups/", """{ "name": "g" }""");
        var app = await MakeAsync(client, "/core/applications/", """{ "name": "App", "slug": "app" }""");
        var one = await BindAsync(client, app, "policy", policy, 0);
        await BindAsync(client, app, "group", group, 1);

        Assert.Equal(users, await UsersAsync(client, "/core/applications/app/"));
        Assert.Equal($"policybindingmodel PolicyBindingModel {app};", await UsersAsync(client, $"/policies/dummy/{policy}/"));
        Assert.Equal("policybinding Binding from App #1 to Group g;", await UsersAsync(client, $"/core/groups/{group}/"));
        Assert.Equal(1, (int)(await client.Get($"/policies/dummy/{policy}/"))["bound_to"]!);
        Assert.Equal(204, (await client.Delete("/core/applications/app/")).Status);
        Assert.Equal(404, (await client.Get($"/policies/bindings/{one}/")).Status);
        Assert.Equal(string.Empty, await UsersAsync(client, $"/core/groups/{group}/"));
        Assert.Equal(0, (int)(await client.Get($"/policies/dummy/{policy}/"))["bound_to"]!);
    }

    [Fact]
    public async Task A_flow_is_a_target_by_either_of_its_ids_and_lists_what_is_bound()
    {
        using var client = new Client();
        var flow = await client.Post(
            "/flows/instances/", Json.Of("""{ "name": "F", "slug": "f", "title": "t", "designation": "enrollment" }"""));
        var (id, target) = (flow["pk"]!.ToString(), flow["policybindingmodel_ptr_id"]!.ToString());
        var policy = await MakeAsync(client, "/policies/dummy/", """{ "name": "a" }""");
        var stage = await MakeAsync(client, "/stages/deny/", """{ "name": "no" }""");
        var binding = await MakeAsync(client, "/flows/bindings/", $$"""{ "target": "{{id}}", "stage": "{{stage}}", "order": 0 }""");
        await BindAsync(client, target, "policy", policy, 0);
        var last = await BindAsync(client, id, "policy", policy, 1);

        var shown = await client.Get("/flows/instances/f/");
        Assert.Equal($"""["{stage}"]""", shown["stages"]!.ToJsonString());
        Assert.Equal($"""["{policy}","{policy}"]""", shown["policies"]!.ToJsonString());
        Assert.Equal(id, (await client.Get($"/policies/bindings/{last}/"))["target"]!.ToString());
        Assert.Equal(2, (await client.Get($"/policies/bindings/?target={target}")).Results.Count);
        Assert.Equal(400, (await client.Get($"/policies/bindings/?target={id}")).Status);
        Assert.Contains("flow Flow F (f);", await UsersAsync(client, $"/stages/deny/{stage}/"), StringComparison.Ordinal);
        await client.Delete("/flows/instances/f/");
        Assert.Equal(404, (await client.Get($"/policies/bindings/{last}/")).Status);
        Assert.Equal(404, (await client.Get($"/flows/bindings/{binding}/")).Status);
        Assert.Equal(200, (await client.Get($"/stages/deny/{stage}/")).Status);
    }

    [Theory]
    [InlineData("00000000-0000-4000-8000-000000000000", "Invalid pk \"00000000-0000-4000-8000-000000000000\" - object does not exist.")]
    [InlineData("x", "“x” is not a valid UUID.")]
    public async Task A_target_must_exist(string target, string message)
    {
        using var client = new Client();
        var came = await client.Post("/policies/bindings/", Json.Of($$"""{ "target": "{{target}}", "user": 3, "order": 0 }"""));
        Assert.Equal((400, message), (came.Status, came["target"]![0]!.ToString()));
    }

    [Theory]
    [InlineData("2024.8.6", "promptstage_set")]
    [InlineData("2026.2.2", "prompt_stages_obj")]
    public async Task A_prompt_shows_its_stages_which_count_as_users_of_their_policies(string version, string field)
    {
        using var client = new Client(version);
        var policy = await MakeAsync(client, "/policies/dummy/", """{ "name": "a" }""");
        var prompt = await MakeAsync(
            client, "/stages/prompt/prompts/", """{ "name": "p", "field_key": "k", "label": "l", "type": "text" }""");
        await client.Post(
            "/stages/prompt/stages/",
            Json.Of($$"""{ "name": "s", "fields": ["{{prompt}}"], "validation_policies": ["{{policy}}"] }"""));
        Assert.Equal("s", (await client.Get($"/stages/prompt/prompts/{prompt}/"))[field]![0]!["name"]!.ToString());
        Assert.Equal("promptstage Stage s;", await UsersAsync(client, $"/stages/prompt/prompts/{prompt}/"));
        Assert.Equal(1, (int)(await client.Get($"/policies/dummy/{policy}/"))["bound_to"]!);
    }

    private static async Task<string> MakeAsync(Client client, string path, string body)
    {
        var came = await client.Post(path, Json.Of(body));
        Assert.Equal(201, came.Status);
        return came["pk"]!.ToString();
    }

    private static Task<string> BindAsync(Client client, string target, string subject, string id, int order) =>
        MakeAsync(client, "/policies/bindings/", $$"""{ "target": "{{target}}", "{{subject}}": "{{id}}", "order": {{order}} }""");

    private static async Task<string> UsersAsync(Client client, string path) => string.Concat(
        ((JsonArray)(await client.Get(path + "used_by/")).Json!)
            .Select(user => $"{user!["model_name"]} {user["name"]};")
            .Order(StringComparer.Ordinal));
}
