namespace Authentik.Configuration;

/// <summary>Puts objects that are removed in an order in which nothing that is left refers to what is gone.</summary>
/// <param name="graph">The existing configuration.</param>
internal sealed class RemovalOrder(ConfigurationGraph graph)
{
    /// <summary>The waves of removed objects. In a circle, the server decides what it does with the references.</summary>
    public IEnumerable<IReadOnlyList<PlanStep>> Arrange(IEnumerable<ObjectDifference> removed)
    {
        var open = removed.ToDictionary(one => one.Existing!.Key);
        while (open.Count > 0)
        {
            var used = open.Values.SelectMany(one => ListOthers(one.Existing!)).ToHashSet();
            var free = open.Values.Where(one => !used.Contains(one.Existing!.Key)).ToList();
            var wave = free.Count > 0 ? free : [open.Values.OrderBy(one => one.Existing!.Key).First()];
            yield return [.. wave.OrderBy(one => one.Existing!.Key).Select(one => new PlanStep(one))];
            wave.ForEach(one => open.Remove(one.Existing!.Key));
        }
    }

    private IEnumerable<ObjectKey> ListOthers(ConfigurationObject one) => graph.ListReferences(one).Where(key => key != one.Key);
}
