using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>
/// Puts new objects in an order in which each finds what it refers to. Where they refer to each other in a circle, the fields that a new
/// object can do without are written later.
/// </summary>
/// <param name="graph">The wanted configuration.</param>
/// <param name="isRequired">True for a field that a new object must have on this server.</param>
internal sealed class CreationOrder(ConfigurationGraph graph, Func<Field, bool> isRequired)
{
    /// <summary>The waves of new objects.</summary>
    /// <exception cref="InputException">Objects need each other in a circle.</exception>
    public IEnumerable<IReadOnlyList<PlanStep>> Arrange(IEnumerable<ObjectDifference> created)
    {
        var open = created.ToDictionary(one => one.Object.Key);
        while (open.Count > 0)
        {
            var ready = open.Values.Where(one => !ListNeeds(one.Wanted!, open).Any()).ToList();
            var wave = ready.Count > 0 ? ready : [FindLeast(open)];
            yield return [.. wave.OrderBy(one => one.Object.Key).Select(one => MakeStep(one, open))];
            wave.ForEach(one => open.Remove(one.Object.Key));
        }
    }

    private PlanStep MakeStep(ObjectDifference one, Dictionary<ObjectKey, ObjectDifference> open)
    {
        var deferred = ListNeeds(one.Wanted!, open).Select(need => need.Field).Distinct().ToList();
        return new PlanStep(one) { Deferred = deferred, Needs = [.. graph.ListReferences(one.Wanted!)] };
    }

    // Something in a circle that can be created without what isn't there yet, with as little as possible left for later.
    private ObjectDifference FindLeast(Dictionary<ObjectKey, ObjectDifference> open) =>
        open.Values.Where(one => !ListNeeds(one.Wanted!, open).Any(need => IsNeeded(one.Wanted!, need.Field)))
            .OrderBy(one => ListNeeds(one.Wanted!, open).Count())
            .ThenBy(one => one.Object.Key)
            .FirstOrDefault()
        ?? throw new InputException(
            InputProblem.InvalidValue,
            "These objects need each other, so none of them can be created first: "
                + $"{string.Join("; ", open.Values.Select(one => one.Object))}.",
            target: null);

    private bool IsNeeded(ConfigurationObject one, Field field) => isRequired(field) || one.Resource.KnownBy.Contains(field.Name);

    // The references to what isn't there yet.
    private IEnumerable<(Field Field, ObjectKey Key)> ListNeeds(
        ConfigurationObject one, Dictionary<ObjectKey, ObjectDifference> open) =>
        graph.ListFieldReferences(one).Where(need => need.Key != one.Key && open.ContainsKey(need.Key));
}
