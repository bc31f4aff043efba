using Authentik.Generator.Names;

namespace Authentik.Generator.Book.Linking;

/// <summary>Describes a filter from its name and the help of the field that it compares.</summary>
internal static class FilterWording
{
    private const string Titles = "{titles}";

    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.Ordinal)
    {
        ["isnull"] = "True for {titles} without a value, false for {titles} with one.",
        ["iexact"] = "{titles} with this value. Case doesn't matter.",
        ["icontains"] = "{titles} whose value contains this string. Case doesn't matter.",
        ["contains"] = "{titles} whose value contains this string.",
        ["startswith"] = "{titles} whose value begins with this string.",
        ["gt"] = "{titles} with a later or greater value.",
        ["lt"] = "{titles} with an earlier or smaller value.",
        ["gte"] = "{titles} with this value, or a later or greater one.",
        ["lte"] = "{titles} with this value, or an earlier or smaller one.",
        ["in"] = "{titles} with one of these values.",
    };

    /// <summary>The help; null when the resource has no field that the name begins with.</summary>
    public static string? Describe(FieldEntry filter, ResourceEntry resource)
    {
        var parts = filter.Name.Split("__");
        if (resource.Field(parts[0]) is not { } field)
        {
            return null;
        }

        var comparison = parts.Length > 1 ? Comparisons.GetValueOrDefault(parts[^1]) : null;
        var path = parts[1..(comparison is null ? parts.Length : parts.Length - 1)];
        var titles = English.Pluralize(resource.Title);
        var lead = English.Capitalize((comparison ?? DescribeEquality(filter)).Replace(Titles, titles, StringComparison.Ordinal));
        var part = path.Length == 0 ? string.Empty : $" The value is compared with its {string.Join(' ', path).Replace('_', ' ')}.";
        return $"{lead} {field.Help}{part}";
    }

    private static string DescribeEquality(FieldEntry filter) => filter.Type switch
    {
        { Kind: FieldType.Boolean } => "True for {titles} that have this set, false for the others.",
        { IsList: true } => "{titles} with one of these values.",
        _ => "{titles} with exactly this value.",
    };
}
