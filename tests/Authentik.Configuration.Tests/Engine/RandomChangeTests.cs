using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>Random changes, additions and removals: after an apply nothing is different, and the plan of a plan is empty.</summary>
public class RandomChangeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("2024.8.6", 1)]
    [InlineData("2024.12.5", 2)]
    [InlineData("2025.8.6", 3)]
    [InlineData("2026.2.2", 4)]
    [InlineData("2026.8.3", 5)]
    public async Task An_apply_ends_equal(string version, int seed)
    {
        var random = new Random(seed);
        using var server = await ConfiguredServer.CreateSeededAsync(version);
        for (var round = 0; round < 4; round++)
        {
            var before = (await server.ReadAsync()).Graph;
            var (wanted, removed) = MakeWanted(before, random);
            var applied = await server.ApplyAsync(wanted, one => removed.Contains(one.Key));
            Assert.Empty(applied.Failures.Select(result => $"{result.Step.Difference.Object}: {result.Failure?.Message}"));
            Assert.True((await server.PlanAsync(wanted, one => removed.Contains(one.Key))).Plan.IsNothing);
            output.WriteLine($"{version} {seed}.{round}: {applied.Results.Count} steps, {removed.Count} removed");
        }
    }

    // Objects that others refer to stay, because the server decides what becomes of the references.
    private static (ConfigurationGraph Wanted, HashSet<ObjectKey> Removed) MakeWanted(ConfigurationGraph graph, Random random)
    {
        var used = graph.Objects.SelectMany(one => graph.ListReferences(one).Where(key => key != one.Key)).ToHashSet();
        var removed = graph.Objects
            .Where(one => one.ManagedBy is null && !used.Contains(one.Key) && one.Resource.Operations.HasFlag(Book.Operations.Remove))
            .Where(one => IsMade(one) && random.Next(10) == 0)
            .Select(one => one.Key)
            .ToHashSet();
        var changed = graph.Objects.Where(_ => random.Next(3) == 0).Select(ChangedObject.Make)
            .OfType<(ConfigurationObject Object, Book.Field Field)>()
            .Select(change => change.Object);
        var wanted = new ConfigurationGraph(graph.Book);
        ChangedObject.Replace(graph, changed).Objects.Where(one => !removed.Contains(one.Key)).ToList().ForEach(one => wanted.Add(one));
        return (wanted, removed);
    }

    private static bool IsMade(ConfigurationObject one) => ObjectTitle.Of(one).Contains("made-", StringComparison.Ordinal);
}
