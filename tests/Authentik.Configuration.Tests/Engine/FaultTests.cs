using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>
/// A server that fails at any step of an apply: running it again ends equal, and taking it back ends where it began. Each step takes a
/// second, so that only every eleventh one fails, unless AUTHENTIK_TEST_STEPS is 1.
/// </summary>
public class FaultTests(ITestOutputHelper output)
{
    private const string Variable = "AUTHENTIK_TEST_STEPS";

    private static readonly int Stride = int.TryParse(Environment.GetEnvironmentVariable(Variable), out var number) ? number : 11;

    [Theory]
    [InlineData("2024.8.6")]
    [InlineData("2026.8.3")]
    public async Task Any_step_can_fail(string version)
    {
        using var source = await ConfiguredServer.CreateSeededAsync(version);
        var wanted = (await source.ReadAsync()).Graph;
        var count = await CountWritesAsync(source, wanted);
        Assert.True(count > 50, $"Only {count} writes.");
        for (var failing = 0; failing < count; failing += Stride)
        {
            using var target = await source.CreateEmptyAsync();
            var before = (await target.ReadAsync()).Graph;
            var applied = await ApplyWithFaultAsync(target, wanted, failing);
            Assert.NotEmpty(applied.Failures);

            var again = await target.ApplyAsync(wanted);
            Assert.Empty(again.Failures.Select(result => $"{failing}: {result.Step.Difference.Object}: {result.Failure?.Message}"));
            Assert.True((await target.PlanAsync(wanted)).Plan.IsNothing);

            await target.UndoAsync(again.Undo);
            await target.UndoAsync(applied.Undo);
            var left = GraphComparison.Compare(before, (await target.ReadAsync()).Graph);
            Assert.Empty(left.Where(one => one.Action != ConfigurationAction.Unchanged)
                .Select(one => $"{failing}: {one.Action} {one.Object}"));
        }

        output.WriteLine($"{version}: {count} writes, one of {Stride} failed");
    }

    private static async Task<int> CountWritesAsync(ConfiguredServer source, ConfigurationGraph wanted)
    {
        using var target = await source.CreateEmptyAsync();
        target.Forget();
        await target.ApplyAsync(wanted);
        return target.Writes.Count();
    }

    private static async Task<Applied> ApplyWithFaultAsync(ConfiguredServer target, ConfigurationGraph wanted, int failing)
    {
        var number = 0;
        target.Refuses = line => !line.StartsWith("GET ", StringComparison.Ordinal) && number++ == failing;
        var applied = await target.ApplyAsync(wanted);
        target.Refuses = null;
        return applied;
    }
}
