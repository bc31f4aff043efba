using Authentik.Configuration.Tests.Files;
using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>From one real server to another of its version and back, by way of files.</summary>
public class RealServerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_second_server_becomes_the_same_and_goes_back()
    {
        using var source = await RealServer.OpenAsync("AUTHENTIK_TEST_URL");
        using var target = await RealServer.OpenAsync("AUTHENTIK_TEST_URL2");
        var (empty, before) = ((await source.ReadAsync()).Graph, (await target.ReadAsync()).Graph);
        try
        {
            await source.SeedAsync();
            await target.AddUsersOfAsync(source);
            using var folder = new TestFolder();
            var wanted = ChangeExisting((await source.ReadAsync()).Graph, before);
            await BecomeSameAsync(target, await folder.CarryAsync(wanted, source), before);
        }
        finally
        {
            await RestoreAsync(source, empty);
            await RestoreAsync(target, before);
        }
    }

    // A new object of each kind comes from the source. Of what both have anyway, one field of each kind is changed, but not of blueprints:
    // the server lets its worker check their paths within seconds, which a busy machine doesn't manage.
    private ConfigurationGraph ChangeExisting(ConfigurationGraph wanted, ConfigurationGraph before)
    {
        wanted.Gaps.ToList().ForEach(gap => output.WriteLine($"{gap}"));
        var changed = wanted.Objects.Where(one => one.Resource != Resources.Blueprint && before.Find(one.Key) is not null)
            .GroupBy(one => one.Resource)
            .Select(kind => kind.Select(ChangedObject.Make).FirstOrDefault(change => change is not null)?.Object)
            .OfType<ConfigurationObject>()
            .ToList();
        output.WriteLine($"{wanted.Count} objects, {changed.Count} of them changed");
        return ChangedObject.Replace(wanted, changed);
    }

    private async Task BecomeSameAsync(RealServer target, ConfigurationGraph wanted, ConfigurationGraph before)
    {
        var start = await target.CountChangesAsync();
        var applied = await target.ApplyAsync(wanted);
        AssertNone(applied.Failures.Select(Describe));
        var left = (await target.PlanAsync(wanted)).Plan.Differences;
        AssertNone(left.Where(one => one.Action is not (ConfigurationAction.Unchanged or ConfigurationAction.Extra)).Select(Describe));

        var end = await target.CountChangesAsync();
        var events = end.Values.Sum() - start.Values.Sum();
        var created = applied.Results.Count(result => result.Step.Difference.Action == ConfigurationAction.Create);
        Assert.True(events >= created, $"{events} events of {created} new objects");
        target.Forget();
        AssertNone((await target.ApplyAsync(wanted)).Results.Select(Describe));
        AssertNone(target.Writes);
        AssertNone(await target.ListChangesAsync(end, await target.CountChangesAsync()));

        using var folder = new TestFolder();
        var undone = await folder.UndoAsync(applied.Undo, target);
        AssertNone(undone.Failures.Select(Describe));
        var after = (await target.ReadAsync()).Graph;
        AssertNone(GraphComparison.Compare(before, after).Where(one => one.Action != ConfigurationAction.Unchanged).Select(Describe));
        Assert.Equal(before.Count, after.Count);
        output.WriteLine(
            $"{target.Session.ServerVersion}: {applied.Results.Count} steps with {events} events, none by a second apply, "
                + $"and {undone.Results.Count} steps back to {after.Count} objects");
    }

    private async Task RestoreAsync(RealServer server, ConfigurationGraph former)
    {
        var restored = await server.ApplyAsync(former, one => former.Find(one.Key) is null);
        await server.RemoveUsersAsync();
        restored.Failures.ToList().ForEach(one => output.WriteLine($"Left on {server.Session.Uri}: {Describe(one)}"));
    }

    // xunit shortens what a collection contains.
    private static void AssertNone(IEnumerable<string> found) => Assert.Equal(string.Empty, string.Join('\n', found));

    private static string Describe(StepResult result) => $"{Describe(result.Step.Difference)} {result.Failure?.Message}";

    private static string Describe(ObjectDifference one) =>
        $"{one.Action} {one.Object}: {string.Join("; ", one.Fields.Select(ChangeText.Describe))}";
}
