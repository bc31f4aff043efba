using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>The values of what is created, in a plan: mappings by what people know them by, which is shorter than their names.</summary>
internal static class PlannedValues
{
    /// <summary>Describes values, without the name and the slug.</summary>
    public static string Describe(FieldValues values)
    {
        var others = values.Where(field => !IsListOfMappings(values.Get(field.Name)) && field.Name is not "name").Describe();
        var lists = values.All
            .Where(value => IsListOfMappings(value.Value))
            .Select(value => $"{value.Key.Parameter} {string.Join(", ", ((IEnumerable<Identity>)value.Value!).Select(ShortName))}");
        return string.Join(", ", lists.Prepend(others).Where(text => text.Length > 0));
    }

    private static bool IsListOfMappings(object? value) =>
        value is IEnumerable<Identity> list && list.Any() && list.All(one => one.Object is PropertyMapping);

    // The names of authentik's own mappings begin alike.
    private static string ShortName(Identity mapping) => mapping.Object switch
    {
        ScopeMapping scope => $"'{scope.ScopeName}'",
        PropertyMapping { Name: { } name } when name.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var at =>
            $"'{name[(at + 2)..]}'",
        _ => $"'{mapping}'",
    };
}
