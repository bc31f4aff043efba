using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>From one real server to another of its version and back.</summary>
public class RealServerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_second_server_becomes_the_same_and_goes_back()
    {
        using var source = await RealServer.OpenAsync("AUTHENTIK_TEST_URL");
        using var target = await RealServer.OpenAsync("AUTHENTIK_TEST_URL2");
        var (empty, before) = ((await source.ReadAsync()).Graph, (await target.ReadAsync()).Graph);
        await source.SeedAsync();
        await target.AddUsersOfAsync(source);
        var wanted = (await source.ReadAsync()).Graph;
        try
        {
            await BecomeSameAsync(target, wanted, before);
        }
        finally
        {
            var cleaned = await source.ApplyAsync(empty, one => empty.Find(one.Key) is null);
            await source.RemoveUsersAsync();
            await target.RemoveUsersAsync();
            cleaned.Failures.ToList().ForEach(one => output.WriteLine($"Left on the source: {Describe(one)}"));
        }
    }

    private async Task BecomeSameAsync(RealServer target, ConfigurationGraph wanted, ConfigurationGraph before)
    {
        wanted.Gaps.ToList().ForEach(gap => output.WriteLine($"{gap}"));

        var applied = await target.ApplyAsync(wanted);
        output.WriteLine($"{target.Session.ServerVersion}: {wanted.Count} objects, {applied.Results.Count} steps");
        Assert.Empty(applied.Failures.Select(Describe));
        var left = (await target.PlanAsync(wanted)).Plan.Waves.SelectMany(wave => wave).Select(step => Describe(step.Difference));
        Assert.Empty(left);

        Assert.Empty((await target.UndoAsync(applied.Undo)).Failures.Select(Describe));
        var after = GraphComparison.Compare(before, (await target.ReadAsync()).Graph);
        Assert.Empty(after.Where(one => one.Action != ConfigurationAction.Unchanged).Select(Describe));
    }

    private static string Describe(StepResult result) =>
        $"{result.Step.Difference.Action} {result.Step.Difference.Object}: {result.Failure?.Message}";

    private static string Describe(ObjectDifference one) =>
        $"{one.Action} {one.Object}: {string.Join("; ", one.Fields.Select(ChangeText.Describe))}";
}
