namespace Authentik.Configuration;

/// <summary>What has to be done on a server, and in which order: steps of one wave don't depend on each other.</summary>
/// <param name="Differences">Each object, also those that are as they're wanted.</param>
/// <param name="Waves">The steps.</param>
/// <param name="Missing">What objects refer to and nothing is: it has to be created by hand before.</param>
internal sealed record ConfigurationPlan(
    IReadOnlyList<ObjectDifference> Differences,
    IReadOnlyList<IReadOnlyList<PlanStep>> Waves,
    IReadOnlyList<MissingReference> Missing)
{
    /// <summary>Objects outside of the plan that refer to what is removed: authentik removes them, too, or empties the field.</summary>
    public IReadOnlyList<AffectedObject> Affected { get; init; } = [];

    /// <summary>True if nothing has to be done.</summary>
    public bool IsNothing => Waves.Count == 0;
}

/// <summary>An object that loses what it refers to.</summary>
/// <param name="Object">The object.</param>
/// <param name="Field">The field.</param>
/// <param name="Removed">What it refers to.</param>
internal sealed record AffectedObject(ConfigurationObject Object, Book.Field Field, ObjectKey Removed);

/// <summary>A reference to an object that is neither wanted nor on the server.</summary>
/// <param name="From">The object that refers to it.</param>
/// <param name="Field">The field.</param>
/// <param name="To">What it refers to.</param>
internal sealed record MissingReference(ConfigurationObject From, Book.Field Field, ObjectKey To)
{
    /// <summary>True if the server has it, but the plan removes it.</summary>
    public bool IsRemoved { get; init; }
}
