using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>Plans how a server becomes as a configuration wants it.</summary>
/// <param name="wanted">The wanted configuration.</param>
/// <param name="existing">The server's.</param>
/// <param name="isRequired">True for a field that a new object must have on this server.</param>
internal sealed class ConfigurationPlanner(ConfigurationGraph wanted, ConfigurationGraph existing, Func<Field, bool> isRequired)
{
    /// <summary>Makes the plan.</summary>
    /// <param name="isRemoved">True for an object that is only on the server and is removed.</param>
    /// <exception cref="InputException">Objects need each other in a circle.</exception>
    public ConfigurationPlan Plan(Func<ConfigurationObject, bool> isRemoved)
    {
        var differences = GraphComparison.Compare(wanted, existing).Select(one => Decide(one, isRemoved)).ToList();
        var replaced = Select(differences, ConfigurationAction.Replace);
        var creations = new CreationOrder(wanted, isRequired)
            .Arrange([.. Select(differences, ConfigurationAction.Create), .. replaced])
            .ToList();
        var removals = new RemovalOrder(existing);
        List<IReadOnlyList<PlanStep>> waves =
        [
            .. removals.Arrange(replaced.Select(one => one with { Action = ConfigurationAction.Remove })),
            .. creations,
            .. MakeWave([.. ListUpdates(differences), .. ListLater(creations)]),
            .. removals.Arrange(Select(differences, ConfigurationAction.Remove)),
        ];
        var removed = Select(differences, ConfigurationAction.Remove).Select(one => one.Object.Key).ToHashSet();
        return new ConfigurationPlan(differences, waves, [.. FindMissing(removed).Distinct()])
        {
            Affected = [.. FindAffected(removed)],
        };
    }

    // References of wanted objects to what is removed are mistakes of the files.
    private IEnumerable<AffectedObject> FindAffected(IReadOnlySet<ObjectKey> removed) => removed.Count == 0
        ? []
        : from one in existing.Objects
          where wanted.Find(one.Key) is null && !removed.Contains(one.Key)
          from reference in existing.ListFieldReferences(one)
          where removed.Contains(reference.Key)
          select new AffectedObject(one, reference.Field, reference.Key);

    private static ObjectDifference Decide(ObjectDifference one, Func<ConfigurationObject, bool> isRemoved) =>
        one.Action == ConfigurationAction.Extra && one.Existing!.Resource.Operations.HasFlag(Operations.Remove) && isRemoved(one.Existing)
            ? one with { Action = ConfigurationAction.Remove }
            : one;

    private static List<ObjectDifference> Select(IEnumerable<ObjectDifference> differences, ConfigurationAction action) =>
        [.. differences.Where(one => one.Action == action)];

    private static IEnumerable<PlanStep> ListUpdates(IEnumerable<ObjectDifference> differences) =>
        differences.Where(one => one.Action is ConfigurationAction.Update or ConfigurationAction.Rename)
            .Select(one => new PlanStep(one, [.. one.Fields.Select(field => field.Field)]));

    private static IEnumerable<PlanStep> ListLater(IEnumerable<IReadOnlyList<PlanStep>> creations) =>
        from step in creations.SelectMany(wave => wave)
        where step.Deferred.Count > 0
        select new PlanStep(step.Difference with { Action = ConfigurationAction.Update }, step.Deferred)
        {
            Needs = [step.Difference.Object.Key, .. step.Needs],
        };

    private static IReadOnlyList<PlanStep>[] MakeWave(IReadOnlyList<PlanStep> steps) => steps.Count > 0 ? [steps] : [];

    /// <summary>
    /// References of the wanted objects to nothing. What isn't configuration, such as a user, is looked up when it's needed.
    /// </summary>
    /// <param name="removed">What exists, but not any longer.</param>
    public IEnumerable<MissingReference> FindMissing(IReadOnlySet<ObjectKey> removed) =>
        from one in wanted.Objects
        from reference in wanted.ListFieldReferences(one)
        where wanted.Find(reference.Key) is null
        let isRemoved = removed.Contains(reference.Key)
        where isRemoved || (existing.Find(reference.Key) is null && IsKnown(reference.Key))
        select new MissingReference(one, reference.Field, reference.Key) { IsRemoved = isRemoved };

    private bool IsKnown(ObjectKey key) => ConfigurationKinds.ListKinds(wanted.Book, key)
        .All(kind => kind.IsConfiguration && !existing.MayHide(kind));
}
