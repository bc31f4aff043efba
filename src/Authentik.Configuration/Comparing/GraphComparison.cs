using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>Compares a wanted configuration with an existing one, object by object.</summary>
internal static class GraphComparison
{
    /// <summary>What each object of either needs, by kind and name. Nothing is told of kinds that are known of neither.</summary>
    public static IEnumerable<ObjectDifference> Compare(ConfigurationGraph wanted, ConfigurationGraph existing)
    {
        var differences = wanted.Objects.Select(one => Compare(one, existing));
        var others = existing.Objects.Where(one => wanted.Find(one.Key) is null)
            .Select(one => new ObjectDifference(FindAction(one, wanted), null, one, []));
        return differences.Concat(others).OrderBy(one => one.Object.Key);
    }

    /// <summary>The values of an object that are different from the existing ones. What either doesn't know isn't compared.</summary>
    public static IReadOnlyList<FieldDifference> CompareFields(ConfigurationObject wanted, ConfigurationObject existing) =>
        [.. from field in ConfigurationKinds.FieldsOf(wanted.Resource)
            where wanted.Values.ContainsKey(field.Name) && existing.Values.ContainsKey(field.Name)
            let difference = new FieldDifference(field, existing.Values[field.Name], wanted.Values[field.Name])
            where !FieldComparison.IsSame(field, difference.New, difference.Old)
            select difference];

    // On the wanted side, the caller may not view it.
    private static ConfigurationAction FindAction(ConfigurationObject existing, ConfigurationGraph wanted) =>
        wanted.HasGap(existing.Resource, existing.Key) ? ConfigurationAction.Unknown : ConfigurationAction.Extra;

    private static ObjectDifference Compare(ConfigurationObject wanted, ConfigurationGraph existing)
    {
        if (existing.Find(wanted.Key) is not { } found)
        {
            var canCreate = wanted.Resource.Operations.HasFlag(Operations.New) && !existing.HasGap(wanted.Resource, wanted.Key);
            var action = canCreate ? ConfigurationAction.Create : ConfigurationAction.Unknown;
            return new ObjectDifference(action, wanted, null, []);
        }

        if (found.Resource != wanted.Resource)
        {
            return new ObjectDifference(ConfigurationAction.Replace, wanted, found, []);
        }

        var fields = CompareFields(wanted, found);
        return new ObjectDifference(fields.Count > 0 ? ConfigurationAction.Update : ConfigurationAction.Unchanged, wanted, found, fields);
    }
}
