using System.Text.Json.Nodes;
using Authentik.Configuration.Tests.Support;
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
        using var client = server.CreateClient();
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
    public async Task A_target_that_nobody_has_is_told_once_before()
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        var wanted = (await server.ReadAsync()).Graph;
        foreach (var entry in new[] { Entry("view_group"), Entry("change_group") })
        {
            entry["object"]!["Group"] = "perm-missing";
            FindRole(wanted).Values[Name]!.AsArray().Add((JsonNode)entry);
        }

        var missing = Assert.Single((await server.PlanAsync(wanted)).Plan.Missing);
        Assert.Equal((Name, "perm-missing"), (missing.Field.Name, missing.To.Text));
    }

    [Fact]
    public async Task A_renamed_object_keeps_them()
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        var existing = (await server.ReadAsync()).Graph;
        var files = RenameGroup(existing, "perm-writers");
        var renames = Renames.Find(files, existing, one => existing.Objects.First(old => IsSameObject(old, one)).Id, one => one.Id);
        Assert.Empty(renames.ListFormer(files));
        var wanted = renames.Translate(files);

        var step = Assert.Single((await server.PlanAsync(wanted)).Plan.Waves.SelectMany(wave => wave));
        Assert.Equal(ConfigurationAction.Rename, step.Difference.Action);
        Assert.Empty((await server.ApplyAsync(wanted)).Failures);
        Assert.True((await server.PlanAsync(files)).Plan.IsNothing);
    }

    [Fact]
    public async Task The_former_name_of_a_renamed_object_is_told()
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        var existing = (await server.ReadAsync()).Graph;
        var files = RenameGroup(existing, "perm-writers");
        FindRole(files).Values[Name] = FindRole(existing).Values[Name]!.DeepClone();
        var renames = Renames.Find(files, existing, one => existing.Objects.First(old => IsSameObject(old, one)).Id, one => one.Id);
        var former = Assert.Single(renames.ListFormer(files));
        Assert.Equal((Name, "perm-group", "perm-writers"), (former.Field.Name, former.To.Text, former.NewName));
    }

    [Theory]
    [InlineData("authentik_core.viw_group", "authentik_core.view_group")]
    [InlineData("authentik_core.view_user", null)]
    [InlineData("view_group", null)]
    [InlineData("", null)]
    public async Task A_permission_that_the_kind_does_not_have_is_told_before(string permission, string? meant)
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        var wanted = (await server.ReadAsync()).Graph;
        var entry = Entry("view_group");
        entry["permission"] = permission;
        FindRole(wanted).Values[Name]!.AsArray().Add((JsonNode)entry);
        var (plan, existing) = await server.PlanAsync(wanted);
        var check = new PermissionCheck(server.Api, wanted, existing.Graph);
        var unknown = Assert.Single(await check.FindUnknownAsync(plan, TestContext.Current.CancellationToken));
        Assert.Equal((permission, "Group"), (unknown.Name, unknown.Kind.Noun));
        Assert.Equal(meant, meant is null ? null : unknown.Meant);
    }

    [Fact]
    public async Task What_a_caller_may_not_read_is_told_once()
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        await server.LimitAsync(["authentik_rbac.view_role"], "perm-limited");
        server.Refuses = line => line.StartsWith("GET /rbac/permissions/roles/", StringComparison.Ordinal);
        var roles = (await server.ReadAsync()).Graph.Objects.Where(one => one.Resource == Resources.Role).ToList();
        Assert.True(roles.Count > 1);
        Assert.All(roles, role => Assert.Contains(Name, role.Unknown));
        Assert.Single(server.Log.Warnings, text => text.Contains("single objects", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Those_for_objects_that_the_caller_may_not_view_are_not_revoked()
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddRoleAsync();
        await server.LimitAsync(["authentik_rbac.view_role"], "perm-limited");
        server.Refuses = line => line.StartsWith("GET /core/applications/", StringComparison.Ordinal);
        var role = FindRole((await server.ReadAsync()).Graph);
        Assert.Contains(Name, role.Unknown);
        Assert.False(role.Values.ContainsKey(Name));
    }

    // As a file has it: the group and what refers to it have the new name.
    private static ConfigurationGraph RenameGroup(ConfigurationGraph graph, string name) => DocumentGraph.Build(
        graph.Book,
        graph.Objects.Where(one => one.Resource == Resources.Group || one.Resource == Resources.Role).Select(one => new ConfigurationObject(
            one.Resource, JsonNode.Parse(one.Values.ToJsonString().Replace("perm-group", name, StringComparison.Ordinal))!.AsObject())
            {
                Unknown = one.Unknown,
            }));

    private static bool IsSameObject(ConfigurationObject old, ConfigurationObject one) => old.Resource == one.Resource
        && ObjectTitle.Of(old) == ObjectTitle.Of(one).Replace("perm-writers", "perm-group", StringComparison.Ordinal);

    private static ConfigurationObject FindRole(ConfigurationGraph graph) =>
        graph.Objects.Single(one => one.Resource == Resources.Role && ObjectTitle.Of(one) == "perm-role");

    private static JsonObject Entry(string codename) => new()
    {
        ["permission"] = $"authentik_core.{codename}",
        ["object"] = new JsonObject { ["Group"] = "perm-group" },
    };
}
