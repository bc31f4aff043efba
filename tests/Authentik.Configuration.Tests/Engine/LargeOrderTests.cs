using System.Diagnostics;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>Ten thousand objects are put in order in seconds, however they refer to each other.</summary>
public class LargeOrderTests
{
    private const int Count = 10_000;

    // It takes a tenth of a second. A look at all open objects for each wave would take by far longer.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_row_of_objects_is_created_from_its_end()
    {
        var graph = Create(number => number + 1 < Count ? [number + 1] : []);
        var waves = Measure(() => new CreationOrder(graph, _ => false).Arrange(List(graph)).ToList());
        Assert.Equal(Count, waves.Count);
        Assert.Equal(NameOf(Count - 1), Assert.Single(waves[0]).Difference.Object.Key.Text);
        Assert.All(waves.SelectMany(wave => wave), step => Assert.Empty(step.Deferred));
    }

    [Fact]
    public void A_row_of_objects_is_removed_from_its_start()
    {
        var graph = Create(number => number + 1 < Count ? [number + 1] : []);
        var waves = Measure(() => new RemovalOrder(graph).Arrange(List(graph)).ToList());
        Assert.Equal(Count, waves.Count);
        Assert.Equal(NameOf(0), Assert.Single(waves[0]).Difference.Object.Key.Text);
    }

    [Fact]
    public void Objects_that_need_nothing_are_one_wave()
    {
        var graph = Create(_ => []);
        Assert.Equal(Count, Assert.Single(Measure(() => new CreationOrder(graph, _ => false).Arrange(List(graph)).ToList())).Count);
        Assert.Equal(Count, Assert.Single(Measure(() => new RemovalOrder(graph).Arrange(List(graph)).ToList())).Count);
    }

    [Fact]
    public void Each_circle_of_two_leaves_one_field_for_later()
    {
        var graph = Create(number => [number ^ 1]);
        var steps = Measure(() => new CreationOrder(graph, _ => false).Arrange(List(graph)).SelectMany(wave => wave).ToList());
        Assert.Equal(Count, steps.Count);
        Assert.Equal(Count / 2, steps.Count(step => step.Deferred.Count > 0));
        Assert.Equal(Count, Measure(() => new RemovalOrder(graph).Arrange(List(graph)).Sum(wave => wave.Count)));
    }

    [Fact]
    public void A_circle_of_required_fields_is_refused()
    {
        var graph = Create(number => [(number + 1) % Count]);
        var refused = Assert.Throws<InputException>(
            () => Measure(() => new CreationOrder(graph, _ => true).Arrange(List(graph)).ToList()));
        Assert.Contains("need each other", refused.Message, StringComparison.Ordinal);
    }

    private static T Measure<T>(Func<T> arrange)
    {
        var watch = Stopwatch.StartNew();
        var result = arrange();
        Assert.True(watch.Elapsed < Longest, $"It took {watch.Elapsed}.");
        return result;
    }

    private static ConfigurationGraph Create(Func<int, IEnumerable<int>> findParents)
    {
        var graph = new ConfigurationGraph(Resources.Book);
        for (var number = 0; number < Count; number++)
        {
            var parents = new JsonArray([.. findParents(number).Select(parent => JsonValue.Create(NameOf(parent)))]);
            var name = JsonValue.Create(NameOf(number));
            graph.Add(new ConfigurationObject(Resources.Group, new JsonObject { ["name"] = name, ["parents"] = parents })
            {
                Name = name.DeepClone(),
                Key = ObjectKey.Of(Resources.Group, name),
            });
        }

        return graph;
    }

    private static string NameOf(int number) => $"group-{number:D5}";

    private static IEnumerable<ObjectDifference> List(ConfigurationGraph graph) =>
        graph.Objects.Select(one => new ObjectDifference(ConfigurationAction.Create, one, one, []));
}
