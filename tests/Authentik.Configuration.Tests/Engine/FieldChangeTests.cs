using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Configuration.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>One field of each kind is changed: exactly that is found, planned, applied and taken back.</summary>
public class FieldChangeTests(ITestOutputHelper output)
{
    public static TheoryData<string> Versions => SandboxServer.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_change_of_one_field_is_exactly_that(string version)
    {
        using var server = await ConfiguredServer.CreateSeededAsync(version);
        var before = (await server.ReadAsync()).Graph;
        var changed = before.Objects.GroupBy(one => one.Resource)
            .Select(kind => kind.Select(ChangedObject.Make).FirstOrDefault(change => change is not null))
            .OfType<(ConfigurationObject Object, Field Field)>()
            .ToDictionary(change => change.Object.Key);
        Assert.True(changed.Count > 40, $"Only {changed.Count} kinds can be changed.");
        var wanted = ChangedObject.Replace(before, changed.Values.Select(change => change.Object));

        var plan = (await server.PlanAsync(wanted)).Plan;
        Assert.Equal(changed.Count, plan.Waves.Sum(wave => wave.Count));
        Assert.All(
            plan.Differences.Where(one => one.Action != ConfigurationAction.Unchanged),
            one => Assert.Equal([changed[one.Object.Key].Field], one.Fields.Select(field => field.Field)));

        var applied = await server.ApplyAsync(wanted);
        Assert.Empty(applied.Failures.Select(result => $"{result.Step.Difference.Object}: {result.Failure?.Message}"));
        Assert.True((await server.PlanAsync(wanted)).Plan.IsNothing);
        Assert.Empty((await server.UndoAsync(applied.Undo)).Failures);
        Assert.True((await server.PlanAsync(before)).Plan.IsNothing);
        output.WriteLine($"{version}: one field of each of {changed.Count} kinds");
    }

    [Fact]
    public async Task Permissions_of_a_role_are_part_of_it()
    {
        using var source = await ConfiguredServer.CreateSeededAsync("2026.2.2");
        using var target = await source.CreateEmptyAsync();
        var wanted = (await source.ReadAsync()).Graph;
        var role = wanted.Objects.First(one => one.Resource == Resources.Role);
        role.Values["permissions"] = new JsonArray("authentik_core.view_user", "authentik_core.view_group");

        var applied = await target.ApplyAsync(wanted);
        Assert.Empty(applied.Failures);
        Assert.True((await target.PlanAsync(wanted)).Plan.IsNothing);
        role.Values["permissions"] = new JsonArray("authentik_core.view_group");
        var step = Assert.Single(Assert.Single((await target.PlanAsync(wanted)).Plan.Waves));
        Assert.Equal("-authentik_core.view_user", Assert.Single(step.Difference.Fields.Select(ChangeText.Describe)).Text);
    }
}
