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
        return differences.Concat(others)
            .OrderBy(one => one.Object.Key.Root, StringComparer.Ordinal)
            .ThenBy(one => one.Object.Resource.Noun, StringComparer.Ordinal)
            .ThenBy(one => one.Object.Key);
    }

    /// <summary>The values of an object that are different from the existing ones. What either doesn't know isn't compared.</summary>
    public static IReadOnlyList<FieldDifference> CompareFields(ConfigurationObject wanted, ConfigurationObject existing) =>
        [.. from field in ConfigurationKinds.FieldsOf(wanted.Resource)
            where field.IsSecret ? SecretComparison.IsDifferent(wanted, existing, field) : IsDifferent(wanted, existing, field)
            select new FieldDifference(field, existing.Values[field.Name], wanted.Values[field.Name])];

    private static bool IsDifferent(ConfigurationObject wanted, ConfigurationObject existing, Field field) =>
        wanted.Values.ContainsKey(field.Name) && existing.Values.ContainsKey(field.Name)
        && !FieldComparison.IsSame(field, wanted.Values[field.Name], existing.Values[field.Name]);

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
        return new ObjectDifference(Decide(wanted.Resource, fields), wanted, found, fields);
    }

    private static ConfigurationAction Decide(Resource resource, IReadOnlyList<FieldDifference> fields) => fields.Count switch
    {
        0 => ConfigurationAction.Unchanged,
        _ when Renames.CanBe(resource) && fields.Any(one => one.Field.Name == resource.KnownBy[0]) => ConfigurationAction.Rename,
        _ => ConfigurationAction.Update,
    };
}
