namespace Authentik.Configuration;

/// <summary>Puts objects that are removed in an order in which nothing that is left refers to what is gone.</summary>
/// <param name="graph">The existing configuration.</param>
internal sealed class RemovalOrder(ConfigurationGraph graph)
{
    /// <summary>The waves of removed objects. In a circle, the server decides what it does with the references.</summary>
    public IEnumerable<IReadOnlyList<PlanStep>> Arrange(IEnumerable<ObjectDifference> removed)
    {
        var open = new SortedDictionary<ObjectKey, ObjectDifference>(removed.ToDictionary(one => one.Existing!.Key));
        var references = open.ToDictionary(one => one.Key, one => ListOthers(one.Value.Existing!).Where(open.ContainsKey).ToList());
        var users = references.Values.SelectMany(keys => keys).GroupBy(key => key).ToDictionary(use => use.Key, use => use.Count());
        var free = open.Keys.Where(key => !users.ContainsKey(key)).ToList();
        while (open.Count > 0)
        {
            List<ObjectKey> wave = free.Count > 0 ? free : [open.First().Key];
            yield return [.. wave.Order().Select(key => new PlanStep(open[key]))];
            wave.ForEach(key => open.Remove(key));
            free = [.. wave.SelectMany(key => references[key]).Where(key => --users[key] == 0 && open.ContainsKey(key))];
        }
    }

    private IEnumerable<ObjectKey> ListOthers(ConfigurationObject one) => graph.ListReferences(one).Where(key => key != one.Key);
}
