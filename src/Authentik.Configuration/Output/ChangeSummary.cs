using System.Globalization;

namespace Authentik.Configuration;

/// <summary>Sums up in a line what objects need.</summary>
internal static class ChangeSummary
{
    /// <summary>How many objects need what, such as <c>2 to create, 104 unchanged.</c></summary>
    public static string Write(IEnumerable<ObjectDifference> differences)
    {
        var counts = differences.GroupBy(one => one.Action).OrderBy(same => Place(same.Key))
            .Select(same => string.Create(CultureInfo.InvariantCulture, $"{same.Count()} {Describe(same.Key)}"));
        return string.Join(", ", counts) is { Length: > 0 } text ? $"{text}." : "No objects.";
    }

    // What is as it's wanted comes last.
    private static int Place(ConfigurationAction action) => action == ConfigurationAction.Unchanged ? int.MaxValue : (int)action;

    private static string Describe(ConfigurationAction action) => action switch
    {
        ConfigurationAction.Create => "to create",
        ConfigurationAction.Update => "to update",
        ConfigurationAction.Rename => "to rename",
        ConfigurationAction.Replace => "to replace",
        ConfigurationAction.Extra => "extra",
        ConfigurationAction.Remove => "to remove",
        ConfigurationAction.Unknown => "unknown",
        _ => "unchanged",
    };
}
