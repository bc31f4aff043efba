using Authentik.Generator.Names;

namespace Authentik.Generator.Book.Wording;

/// <summary>Says what a filter does, out of its name and the help of the field that it compares with.</summary>
internal static class FilterWording
{
    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.Ordinal)
    {
        ["isnull"] = "True for {0} without a value, false for those with one.",
        ["iexact"] = "{0} with this value; upper and lower case do not count.",
        ["icontains"] = "{0} that have this text somewhere in it; upper and lower case do not count.",
        ["contains"] = "{0} that have this text somewhere in it.",
        ["startswith"] = "{0} whose value begins so.",
        ["gt"] = "{0} with a later or greater value.",
        ["lt"] = "{0} with an earlier or smaller value.",
        ["gte"] = "{0} with this value, or a later or greater one.",
        ["lte"] = "{0} with this value, or an earlier or smaller one.",
        ["in"] = "{0} with one of these values.",
    };

    /// <summary>The help; null when the resource has no field that the name begins with.</summary>
    public static string? Of(FieldEntry filter, ResourceEntry resource)
    {
        var parts = filter.Name.Split("__");
        if (resource.Field(parts[0]) is not { } field)
        {
            return null;
        }

        var comparison = parts.Length > 1 ? Comparisons.GetValueOrDefault(parts[^1]) : null;
        var path = parts[1..(comparison is null ? parts.Length : parts.Length - 1)];
        var lead = Words.Capitalized(string.Format(System.Globalization.CultureInfo.InvariantCulture, comparison ?? Plain(filter), Plural.Of(resource.Title)));
        var part = path.Length == 0 ? string.Empty : $" What counts is the {string.Join(' ', path).Replace('_', ' ')} of it.";
        return $"{lead} {field.Help}{part}";
    }

    private static string Plain(FieldEntry filter) => filter.Type switch
    {
        { Kind: FieldKind.Boolean } => "{0} for which this is so, or is not.",
        { IsList: true } => "{0} with one of these values.",
        _ => "{0} with exactly this value.",
    };
}
