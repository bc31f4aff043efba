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
        var open = new OpenCreations(created, ListNeeds);
        while (open.Count > 0)
        {
            var wave = open.FindNext();
            if (wave.Count == 0)
            {
                throw RefuseCircle(open);
            }

            yield return [.. wave.Select(one => MakeStep(one, open))];
            wave.ForEach(one => open.Close(one.Object.Key));
        }
    }

    private PlanStep MakeStep(ObjectDifference one, OpenCreations open) =>
        new(one) { Deferred = open.ListFields(one.Object.Key), Needs = [.. graph.ListReferences(one.Wanted!)] };

    private IEnumerable<CreationNeed> ListNeeds(ConfigurationObject one) => graph.ListFieldReferences(one)
        .Select(need => new CreationNeed(need.Field, need.Key, isRequired(need.Field) || one.Resource.KnownBy.Contains(need.Field.Name)));

    private static InputException RefuseCircle(OpenCreations open) => new(
        InputProblem.InvalidValue,
        $"These objects need each other, so none of them can be created first: {string.Join("; ", open.Objects)}.",
        target: null);
}

/// <summary>What a new object refers to.</summary>
/// <param name="Field">The field.</param>
/// <param name="Key">What it refers to.</param>
/// <param name="IsRequired">True if the object can't be created without the field.</param>
internal sealed record CreationNeed(Field Field, ObjectKey Key, bool IsRequired);
