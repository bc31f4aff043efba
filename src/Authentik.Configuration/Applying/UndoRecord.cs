namespace Authentik.Configuration;

/// <summary>What takes the steps of a plan back: the objects as they were, and those that weren't there.</summary>
/// <param name="Former">Objects that the steps change or remove, as they were before.</param>
/// <param name="Created">Objects that the steps create.</param>
internal sealed record UndoRecord(IReadOnlyList<ConfigurationObject> Former, IReadOnlyList<ConfigurationObject> Created)
{
    /// <summary>What takes back these steps.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="affected">Other objects that change with them.</param>
    public static UndoRecord Of(IEnumerable<PlanStep> steps, IEnumerable<ConfigurationObject> affected)
    {
        var differences = steps.Select(step => step.Difference).ToList();
        return new UndoRecord(
            [.. differences.Select(one => one.Existing).OfType<ConfigurationObject>().Concat(affected).DistinctBy(one => one.Key)],
            [.. differences.Where(one => one.Action == ConfigurationAction.Create).Select(one => one.Object).DistinctBy(one => one.Key)]);
    }
}
