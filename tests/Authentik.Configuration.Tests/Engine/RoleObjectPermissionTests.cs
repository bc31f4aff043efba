using System.Text.Json.Nodes;
using Authentik.Configuration.Tests.Support;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>Permissions of roles for single objects: by names, written after the objects, and taken back.</summary>
public class RoleObjectPermissionTests
{
    private const string Name = "object_permissions";

    public static TheoryData<string> Versions => SandboxServer.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task They_go_to_another_server_and_back(string version)
    {
        using var source = new ConfiguredServer(version);
        using var target = new ConfiguredServer(version);
        var empty = (await target.ReadAsync()).Graph;
        await source.AddRoleAsync();
        var wanted = (await source.ReadAsync()).Graph;
        Assert.Equal(2, FindRole(wanted).Values[Name]!.AsArray().Count);

        var applied = await target.ApplyAsync(wanted);
        Assert.Empty(applied.Failures.Select(one => one.Failure!.Message));
        Assert.True((await target.PlanAsync(wanted)).Plan.IsNothing);
        Assert.Equal(
            FindRole(wanted).Values[Name]!.ToJsonString(), FindRole((await target.ReadAsync()).Graph).Values[Name]!.ToJsonString());

        Assert.Empty((await target.UndoAsync(applied.Undo)).Failures.Select(one => one.Failure!.Message));
        Assert.All(
            GraphComparison.Compare(empty, (await target.ReadAsync()).Graph),
            one => Assert.Equal(ConfigurationAction.Unchanged, one.Action));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_change_is_exactly_that(string version)
    {
        using var server = new ConfiguredServer(version);
        await server.AddRoleAsync();
        var before = (await server.ReadAsync()).Graph;
        var wanted = (await server.ReadAsync()).Graph;
        FindRole(wanted).Values[Name] = new JsonArray(Entry("change_group"), Entry("view_group"));

        var step = Assert.Single(Assert.Single((await server.PlanAsync(wanted)).Plan.Waves));
        Assert.Equal(
            "+authentik_core.change_group, perm-group, -authentik_core.view_application, perm-app",
            ChangeText.Describe(Assert.Single(step.Difference.Fields)).Text);
        server.Forget();
        var applied = await server.ApplyAsync(wanted);
        Assert.Empty(applied.Failures);
        Assert.Equal(["POST", "PATCH"], server.Writes.Select(line => line.Split(' ')[0]));
        Assert.True((await server.PlanAsync(wanted)).Plan.IsNothing);
        Assert.Empty((await server.UndoAsync(applied.Undo)).Failures);
        Assert.True((await server.PlanAsync(before)).Plan.IsNothing);
    }

    [Fact]
    public async Task A_target_that_was_removed_meanwhile_does_not_become_all_objects()
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        var wanted = (await server.ReadAsync()).Graph;
        FindRole(wanted).Values[Name] = new JsonArray(Entry("change_group"), Entry("view_group"));
        var id = wanted.Objects.Single(one => ObjectTitle.Of(one) == "perm-group").Stored!.ValueOf("pk")!.ToString()!;
        using var client = new Client(server.Sandbox, "sandbox-test-token-0123456789");
        server.Before = line =>
        {
            if (line.StartsWith($"GET /core/groups/{id}/", StringComparison.Ordinal))
            {
                client.Delete($"/core/groups/{id}/").GetAwaiter().GetResult();
            }
        };

        var failure = Assert.Single((await server.ApplyAsync(wanted)).Failures).Failure!;
        Assert.Contains("no longer exists", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Writes, line => line.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_takes_none_of_the_objects_with_it()
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        var graph = (await server.ReadAsync()).Graph;
        var part = GraphPart.Take(graph, [FindRole(graph)]);
        var role = Assert.Single(part.Objects);
        Assert.Contains(Name, role.Unknown);
        Assert.False(role.Values.ContainsKey(Name));
    }

    [Fact]
    public async Task A_target_that_nobody_has_is_told_before()
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        var wanted = (await server.ReadAsync()).Graph;
        var entry = Entry("view_group");
        entry["object"]!["Group"] = "perm-missing";
        FindRole(wanted).Values[Name]!.AsArray().Add((JsonNode)entry);
        var missing = Assert.Single((await server.PlanAsync(wanted)).Plan.Missing);
        Assert.Equal((Name, "perm-missing"), (missing.Field.Name, missing.To.Text));
    }

    private static ConfigurationObject FindRole(ConfigurationGraph graph) =>
        graph.Objects.Single(one => one.Resource == Resources.Role && ObjectTitle.Of(one) == "perm-role");

    private static JsonObject Entry(string codename) => new()
    {
        ["permission"] = $"authentik_core.{codename}",
        ["object"] = new JsonObject { ["Group"] = "perm-group" },
    };
}
