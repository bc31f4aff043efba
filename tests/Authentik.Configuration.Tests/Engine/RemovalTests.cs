using System.Text.Json.Nodes;
using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>What an import removes, and what it leaves although the files don't have it.</summary>
public class RemovalTests
{
    private const string Version = "2026.2.2";

    [Fact]
    public async Task What_the_files_refer_to_is_not_removed()
    {
        using var server = await CreateAsync();
        var before = (await server.ReadAsync()).Graph;
        var (plan, _) = await server.PlanAsync(Without(before, one => IsGroup(one)), IsGroup);
        var missing = Assert.Single(plan.Missing);
        Assert.True(missing.IsRemoved);
        Assert.Equal(("made-group", "group", "PolicyBinding"), (missing.To.Text, missing.Field.Name, missing.From.Resource.Noun));
    }

    [Fact]
    public async Task What_goes_away_with_a_removed_object_is_told_and_comes_back()
    {
        using var server = await CreateAsync();
        var before = (await server.ReadAsync()).Graph;
        var wanted = Without(before, one => IsGroup(one) || one.Resource == Resources.PolicyBinding);
        var (plan, _) = await server.PlanAsync(wanted, IsGroup);
        Assert.Equal("PolicyBinding", Assert.Single(plan.Affected).Object.Resource.Noun);

        var applied = await server.ApplyAsync(wanted, IsGroup);
        Assert.Empty(applied.Failures);
        Assert.DoesNotContain((await server.ReadAsync()).Graph.Objects, one => one.Key == plan.Affected[0].Object.Key);
        Assert.Empty((await server.UndoAsync(applied.Undo)).Failures);
        Assert.True((await server.PlanAsync(before)).Plan.IsNothing);
    }

    [Fact]
    public async Task Nothing_is_removed_after_a_failure()
    {
        using var server = await CreateAsync();
        var before = (await server.ReadAsync()).Graph;
        var group = before.Objects.Single(IsGroup);
        var replaced = new ConfigurationObject(group.Resource, new JsonObject { ["name"] = "made-other" })
        {
            Name = "made-other",
            Key = ObjectKey.Of(group.Resource, "made-other"),
        };
        var wanted = ChangedObject.Replace(Without(before, one => IsGroup(one) || one.Resource == Resources.PolicyBinding), [replaced]);
        server.Refuses = line => line.StartsWith("POST /core/groups/", StringComparison.Ordinal);
        var applied = await server.ApplyAsync(wanted, IsGroup);
        server.Refuses = _ => false;

        Assert.Equal(2, applied.Failures.Count());
        Assert.Contains("because something else failed", applied.Failures.Last().Failure!.Message, StringComparison.Ordinal);
        Assert.Contains((await server.ReadAsync()).Graph.Objects, IsGroup);
    }

    [Fact]
    public async Task A_kind_that_the_server_does_not_have_is_unknown()
    {
        using var newer = await ConfiguredServer.CreateSeededAsync("2026.8.3");
        using var older = new ConfiguredServer("2024.8.6");
        var (plan, existing) = await older.PlanAsync((await newer.ReadAsync()).Graph);
        var none = plan.Differences.Where(one => one.Object.Resource == Resources.InitialPermission).ToList();
        Assert.NotEmpty(none);
        Assert.All(none, one => Assert.Equal(ConfigurationAction.Unknown, one.Action));
        Assert.Contains(existing.Graph.Gaps, gap => gap is { Kind: "InitialPermission", IsTurnedOff: true });
    }

    private static bool IsGroup(ConfigurationObject one) => one.Resource == Resources.Group && one.Key.Text == "made-group";

    private static ConfigurationGraph Without(ConfigurationGraph graph, Func<ConfigurationObject, bool> isLeftOut)
    {
        var rest = new ConfigurationGraph(graph.Book);
        graph.Objects.Where(one => !isLeftOut(one)).ToList().ForEach(one => rest.Add(one));
        return rest;
    }

    // An application that a group may open.
    private static async Task<ConfiguredServer> CreateAsync()
    {
        var server = new ConfiguredServer(Version);
        await server.AddGroupAsync("made-group");
        using var client = server.CreateClient();
        var application = await client.Post("/core/applications/", new JsonObject { ["name"] = "made-app", ["slug"] = "made-app" });
        var group = (await client.Get("/core/groups/?name=made-group")).Results.Single();
        await client.Post("/policies/bindings/", new JsonObject
        {
            ["target"] = application["pk"]!.DeepClone(),
            ["group"] = group["pk"]!.DeepClone(),
            ["order"] = 0,
        });
        return server;
    }
}
