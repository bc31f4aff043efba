using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Configuration.Tests.Support;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>
/// A list of a caller who isn't a superuser has all objects only if one of the caller's roles says so. The sandbox doesn't enforce
/// permissions, so the caller is its superuser, whom the session takes for somebody else.
/// </summary>
public class ViewRightsTests
{
    private const string HiddenName = "perm-hidden";

    public static TheoryData<string> Versions => SandboxServer.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Who_may_view_all_objects_gets_whole_lists(string version)
    {
        using var server = new ConfiguredServer(version);
        var all = (await server.ReadAsync()).Graph;
        var permissions = ConfigurationKinds.List(server.Api).Select(kind => kind.ModelName).OfType<string>()
            .Select(model => model.Replace(".", ".view_", StringComparison.Ordinal)).ToList();
        await server.LimitAsync(permissions);

        var seen = (await server.ReadAsync()).Graph;
        var untold = ConfigurationKinds.List(server.Api)
            .Where(kind => kind.IsSuperuserList || kind is { ModelName: null, IsSingle: false })
            .Select(kind => kind.Noun);
        Assert.Equal(untold.Order(), seen.Gaps.Where(gap => !gap.IsTurnedOff).Select(gap => gap.Kind));
        Assert.All(
            GraphComparison.Compare(all, seen).Where(one => one.Action != ConfigurationAction.Unchanged),
            one => Assert.StartsWith("perm-", ObjectTitle.Of(one.Object), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_a_partial_list_leaves_out_is_not_absent(string version)
    {
        using var server = new ConfiguredServer(version);
        await server.AddGroupAsync(HiddenName);
        var wanted = (await server.ReadAsync()).Graph;
        await server.LimitAsync(["authentik_flows.view_flow"]);
        server.Rewrites = Hide;

        var (plan, existing) = await server.PlanAsync(wanted);
        var hidden = Assert.Single(plan.Differences, one => ObjectTitle.Of(one.Object) == HiddenName);
        Assert.Equal(ConfigurationAction.Unknown, hidden.Action);
        Assert.True(plan.IsNothing);
        Assert.False(existing.Graph.HasGap(Resources.Flow));
        Assert.True(existing.Graph.HasGap(Resources.Group));
        Assert.Contains(existing.Graph.Objects, one => one.Resource == Resources.Group);
        Assert.Contains(existing.Graph.Gaps, gap => gap.Reason.Contains("authentik_core.view_group", StringComparison.Ordinal));
        var extra = GraphComparison.Compare(existing.Graph, wanted).Single(one => ObjectTitle.Of(one.Object) == HiddenName);
        Assert.Equal(ConfigurationAction.Unknown, extra.Action);
    }

    [Theory]
    [InlineData("2024.10.5", "GET /rbac/permissions/")]
    [InlineData("2025.10.4", "GET /core/groups/?members_by_pk=")]
    [InlineData("2026.2.2", "nothing")]
    public async Task Where_nobody_knows_the_rights_all_lists_have_the_same_gap(string version, string refused)
    {
        using var server = new ConfiguredServer(version);
        var wanted = (await server.ReadAsync()).Graph;
        server.Session.IsSuperuser = false;
        server.Refuses = line => line.StartsWith(refused, StringComparison.Ordinal);

        var (plan, existing) = await server.PlanAsync(wanted);
        Assert.DoesNotContain(plan.Differences, one => one.Action == ConfigurationAction.Create);
        var kinds = ConfigurationKinds.List(server.Api).Where(kind => kind is { IsSingle: false, IsSuperuserList: false });
        Assert.All(kinds, kind => Assert.True(existing.Graph.HasGap(kind), kind.Noun));
        Assert.All(
            existing.Graph.Objects.Where(one => one.Resource == Resources.Role && refused.Contains("rbac", StringComparison.Ordinal)),
            role => Assert.Contains("permissions", role.Unknown));
        Assert.Single(existing.Graph.Gaps.Where(gap => gap.IsPartial && !gap.Reason.StartsWith("Only", StringComparison.Ordinal))
            .Select(gap => gap.Reason).Distinct());
    }

    // Objects that authentik doesn't return: they are only left out of the list.
    private static string Hide(string line, string text)
    {
        if (!line.StartsWith("GET /core/groups/?", StringComparison.Ordinal))
        {
            return text;
        }

        var page = JsonNode.Parse(text)!;
        var results = page["results"]!.AsArray();
        results.RemoveAll(group => group!["name"]!.ToString() == HiddenName);
        page["pagination"]!["count"] = results.Count;
        return page.ToJsonString();
    }
}
