using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>References to what isn't part of the configuration and so was not read, such as users.</summary>
internal sealed class OutsideReferences(ConfigurationGraph wanted, ConfigurationGraph existing, KnownObjects known)
{
    /// <summary>Those that the steps of a plan write although nothing has the name.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<MissingReference>> FindMissingAsync(ConfigurationPlan plan, CancellationToken cancellation)
    {
        var missing = new List<MissingReference>();
        foreach (var same in plan.Waves.SelectMany(wave => wave).SelectMany(ListOutside).GroupBy(one => one.To))
        {
            if (!await known.HasAsync(same.Key, cancellation))
            {
                missing.AddRange(same.DistinctBy(one => (one.From.Key, one.Field)));
            }
        }

        return missing;
    }

    private IEnumerable<MissingReference> ListOutside(PlanStep step) =>
        step.Difference is { Wanted: { } one, Action: not ConfigurationAction.Remove }
            ? from reference in wanted.ListFieldReferences(one)
              where step.Fields?.Contains(reference.Field) != false && IsOutside(reference.Key)
              select new MissingReference(one, reference.Field, reference.Key)
            : [];

    private bool IsOutside(ObjectKey key) => wanted.Find(key) is null && existing.Find(key) is null
        && !ConfigurationKinds.ListKinds(wanted.Book, key).Any(kind => kind.IsConfiguration);
}
