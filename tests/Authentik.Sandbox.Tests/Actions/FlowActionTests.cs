using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Actions of flows and blueprints.</summary>
public class FlowActionTests
{
    private const string Flow = "/flows/instances/default-authentication-flow/";

    private const string Blueprint =
        """
        # A group and a user.
        version: 1
        metadata:
          name: 'People'
        entries:
          - model: authentik_core.group
            identifiers:
              name: cooks
            attrs:
              attributes:
                kitchen: {"floor": 1}
                words: [a, b]
                note: |
                  two
                  lines
          - model: authentik_core.user
            state: present
            identifiers: {"username": "cook"}
            attrs:
              name: "A cook: the first"
        """;

    [Fact]
    public async Task A_diagram_has_the_stages_in_order()
    {
        using var client = new Client();
        var diagram = (await client.Get(Flow + "diagram/"))["diagram"]!.ToString();
        Assert.StartsWith("graph TD\n", diagram, StringComparison.Ordinal);
        Assert.EndsWith("done[[\"End of the flow\"]]", diagram, StringComparison.Ordinal);
        Assert.Contains("stage_0([\"Stage (Identification Stage)\n", diagram, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executing_gives_a_link_and_a_session()
    {
        using var client = new Client(basePath: "/auth");
        var came = await client.Get(Flow + "execute/");
        Assert.Equal("http://sandbox.test/auth/if/flow/default-authentication-flow/", came["link"]!.ToString());
        Assert.True(came.Headers.ContainsKey("Set-Cookie"));
    }

    [Fact]
    public async Task What_was_exported_can_be_imported()
    {
        using var client = new Client();
        var file = await client.Get(Flow + "export/");
        Assert.Equal("text/html; charset=utf-8", file.ContentType);
        Assert.Equal("attachment; filename=\"default-authentication-flow.yaml\"", file.Headers["Content-Disposition"]);
        var before = await client.Get(Flow);
        var bindings = await BindingsAsync(client, before["pk"]!.ToString());
        Assert.NotEmpty(bindings);
        Assert.Equal(204, (await client.Delete(Flow)).Status);

        var came = await Form.PostAsync(client, "/flows/instances/import/", ("clear", null, "false"), ("file", "f.yaml", file.Text));
        Assert.Equal((200, """{"logs":[],"success":true}"""), (came.Status, came.Text));
        Assert.Equal(before["title"]!.ToString(), (await client.Get(Flow))["title"]!.ToString());
        Assert.Equal(bindings, await BindingsAsync(client, before["pk"]!.ToString()));
    }

    [Theory]
    [InlineData("version: 1\nentries:\n- model: nope.nope\n  identifiers: {}\n", "App or Model does not exist")]
    [InlineData("entries:\n- model: authentik_core.user\n  identifiers: {}\n  attrs: {}\n", "Entry invalid")]
    [InlineData("entries: !Find [a]\n", "Blueprint can't be read")]
    public async Task A_bad_file_is_refused_with_a_log(string text, string message)
    {
        using var client = new Client();
        var came = await Form.PostAsync(client, "/flows/instances/import/", ("file", "f.yaml", text));
        Assert.Equal((200, "false", message), (came.Status, Json.Text(came["success"]), came["logs"]![0]!["event"]!.ToString()));
        Assert.Equal(415, (await client.Post("/flows/instances/import/", Json.Of("{}"))).Status);
        Assert.Equal(400, (await Form.PostAsync(client, "/flows/instances/import/")).Status);
    }

    [Theory]
    [InlineData("2024.10.5", "successful")]
    [InlineData("2026.2.2", "unknown")]
    public async Task Applying_a_blueprint_creates_its_objects(string version, string status)
    {
        using var client = new Client(version);
        var body = new System.Text.Json.Nodes.JsonObject { ["name"] = "people", ["content"] = Blueprint };
        var made = await client.Post("/managed/blueprints/", body);
        Assert.Empty((await client.Get("/core/users/?username=cook")).Results);
        var came = await client.Post($"/managed/blueprints/{made["pk"]}/apply/");
        Assert.Equal((200, status), (came.Status, came["status"]!.ToString()));
        Assert.Equal("successful", (await client.Get($"/managed/blueprints/{made["pk"]}/"))["status"]!.ToString());
        Assert.Equal("A cook: the first", (await client.Get("/core/users/?username=cook")).Results[0]["name"]!.ToString());
        var attributes = (await client.Get("/core/groups/?name=cooks")).Results[0]["attributes"];
        Assert.Equal("""{"kitchen":{"floor":1},"words":["a","b"],"note":"two\nlines\n"}""", Json.Text(attributes));
    }

    [Fact]
    public async Task A_blueprint_is_applied_as_a_whole_or_not_at_all()
    {
        using var client = new Client("2026.8.3");
        var text = Blueprint + "\n  - model: nope.nope\n";
        var came = await Form.PostAsync(client, "/managed/blueprints/import/", ("file", "b.yaml", text));
        Assert.Equal("false", Json.Text(came["success"]));
        Assert.Empty((await client.Get("/core/users/?username=cook")).Results);
        var imported = await Form.PostAsync(client, "/managed/blueprints/import/", ("file", "b.yaml", Blueprint));
        Assert.Equal("true", Json.Text(imported["success"]));
        Assert.Single((await client.Get("/core/users/?username=cook")).Results);
    }

    [Fact]
    public async Task Blueprints_can_be_imported_by_path()
    {
        using var client = new Client("2026.8.3");
        var path = (await client.Get("/managed/blueprints/available/")).Json![0]!["path"]!.ToString();
        Assert.Equal(200, (await Form.PostAsync(client, "/managed/blueprints/import/", ("path", null, path))).Status);
        Assert.Equal(400, (await Form.PostAsync(client, "/managed/blueprints/import/", ("path", null, "nope.yaml"))).Status);
    }

    [Theory]
    [InlineData("/flows/instances/")]
    [InlineData("/policies/all/")]
    public async Task Caches_are_counted_and_cleared(string path)
    {
        using var client = new Client();
        Assert.Equal("""{"count":0}""", (await client.Get(path + "cache_info/")).Text);
        Assert.Equal(204, (await client.Post(path + "cache_clear/")).Status);
    }

    private static async Task<IEnumerable<string>> BindingsAsync(Client client, string flow) =>
        (await client.Get($"/flows/bindings/?target={flow}&ordering=order")).Results
            .Select(row => $"{row["pk"]} {row["stage"]} {row["order"]}");
}
