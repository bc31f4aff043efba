using Authentik.Configuration.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>A configuration that is read from one server and applied to another is the same there.</summary>
public class RoundTripTests(ITestOutputHelper output)
{
    public static TheoryData<string> Versions => SandboxServer.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_server_equals_itself(string version)
    {
        using var server = new ConfiguredServer(version);
        var (first, second) = (await server.ReadAsync(), await server.ReadAsync());
        var differences = GraphComparison.Compare(first.Graph, second.Graph).ToList();
        Assert.True(differences.Count > 100, $"Only {differences.Count} objects were read.");
        Assert.All(differences, one => Assert.Equal(ConfigurationAction.Unchanged, one.Action));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_empty_server_becomes_the_same_and_goes_back(string version)
    {
        using var source = await ConfiguredServer.CreateSeededAsync(version);
        using var target = await source.CreateEmptyAsync();
        var (wanted, before) = ((await source.ReadAsync()).Graph, (await target.ReadAsync()).Graph);

        var applied = await target.ApplyAsync(wanted);
        Assert.DoesNotContain(wanted.Gaps, gap => !gap.IsTurnedOff);
        Assert.Empty(applied.Failures.Select(Describe));
        Assert.True((await target.PlanAsync(wanted)).Plan.IsNothing);
        target.Forget();
        Assert.Empty((await target.ApplyAsync(wanted)).Results);
        Assert.Empty(target.Writes);

        Assert.Empty((await target.UndoAsync(applied.Undo)).Failures.Select(Describe));
        var left = GraphComparison.Compare(before, (await target.ReadAsync()).Graph);
        Assert.Empty(left.Where(one => one.Action != ConfigurationAction.Unchanged).Select(one => $"{one.Action} {one.Object}"));
        output.WriteLine($"{version}: {wanted.Count} objects, {applied.Results.Count} steps");
    }

    private static string Describe(StepResult result) =>
        $"{result.Step.Difference.Action} {result.Step.Difference.Object}: {result.Failure?.Message}";
}
