using System.Text.Json;

namespace Authentik;

/// <summary>Something that uses an object, and what becomes of it when the object is removed.</summary>
public sealed class UsedBy
{
    private const string LeftWithoutIt = "is left without it";

    private UsedBy(JsonElement row, Session session)
    {
        (App, Model, Pk) = (Text(row, "app"), Text(row, "model_name"), Text(row, "pk"));
        (Name, Action, Session) = (Text(row, "name"), Text(row, "action"), session);
    }

    /// <summary>authentik's app that the model belongs to, such as <c>authentik_core</c>.</summary>
    public string App { get; }

    /// <summary>Its model, such as <c>application</c>.</summary>
    public string Model { get; }

    /// <summary>Its id, as a string.</summary>
    public string Pk { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>
    /// What becomes of it, as the server calls it: <c>cascade</c>, <c>cascade_many</c>, <c>set_null</c>, <c>set_default</c>,
    /// <c>left_dangling</c>.
    /// </summary>
    public string Action { get; }

    /// <summary>What becomes of it, in words.</summary>
    public string Consequence => Action switch
    {
        "cascade" => "is deleted too",
        "cascade_many" => "loses it from a list",
        "set_null" => LeftWithoutIt,
        "set_default" => "gets the default instead",
        "left_dangling" => "still names it",
        _ => "uses it",
    };

    /// <summary>The session it was read in.</summary>
    internal Session Session { get; }

    /// <summary>What it is and what becomes of it.</summary>
    public override string ToString() => $"{Model} '{Name}' {Consequence}";

    /// <summary>The rows of a response; none where it isn't a list.</summary>
    internal static IReadOnlyList<UsedBy> ReadAll(JsonElement rows, Session session) =>
        rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray().Select(row => new UsedBy(row, session))] : [];

    /// <summary>One line for each object that a deletion touches, each once.</summary>
    internal static IReadOnlyList<string> DescribeAll(IEnumerable<UsedBy> all) =>
        [.. all.Select(one => one.ToString()).Distinct(StringComparer.Ordinal)];

    /// <summary>The line for the one object that uses another, where that object itself names it.</summary>
    internal static string DescribeSingle(string model, string name) => $"{model} '{name}' {LeftWithoutIt}";

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : "?";
}
