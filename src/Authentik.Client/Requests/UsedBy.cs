using System.Text.Json;

namespace Authentik.Requests;

/// <summary>Puts authentik's answer to "what uses this object" into words.</summary>
internal static class UsedBy
{
    /// <summary>One line for each object that a deletion touches, each once.</summary>
    public static IReadOnlyList<string> DescribeAll(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(Describe).Distinct(StringComparer.Ordinal)];

    private static string Describe(JsonElement row)
    {
        var what = $"{Text(row, "model_name")} '{Text(row, "name")}'";
        return Text(row, "action") switch
        {
            "cascade" => $"{what} is deleted too",
            "cascade_many" => $"{what} loses it from a list",
            "set_null" => $"{what} is left without it",
            "set_default" => $"{what} gets the default instead",
            "left_dangling" => $"{what} still names it",
            _ => $"{what} uses it",
        };
    }

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : "?";
}
