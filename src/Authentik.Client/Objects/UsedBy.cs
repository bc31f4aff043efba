using System.Text.Json;
using Authentik.Book;

namespace Authentik;

/// <summary>Something that uses an object, and what happens to it if the object is removed.</summary>
public sealed class UsedBy
{
    private const string LosesReference = "no longer refers to it";

    private bool isDescribed;

    private UsedBy(JsonElement row, Session session)
    {
        (App, Model, Pk) = (Text(row, "app"), Text(row, "model_name"), Text(row, "pk"));
        (Name, Action, Session) = (Text(row, "name"), Text(row, "action"), session);
        Resource = session.Book.TryFindModel($"{App}.{Model}", out var resource) ? resource : null;
    }

    /// <summary>authentik's app that the model belongs to, such as <c>authentik_core</c>.</summary>
    public string App { get; }

    /// <summary>Its model, such as <c>application</c>.</summary>
    public string Model { get; }

    /// <summary>Its id, as a string.</summary>
    public string Pk { get; }

    /// <summary>Its name or, if it has none, what it is described by.</summary>
    public string Name { get; private set; }

    /// <summary>
    /// What happens to it, as the server calls it: <c>cascade</c>, <c>cascade_many</c>, <c>set_null</c>, <c>set_default</c>,
    /// <c>left_dangling</c>.
    /// </summary>
    public string Action { get; }

    /// <summary>What happens to it, in words.</summary>
    public string Consequence => Action switch
    {
        "cascade" => "is also deleted",
        "cascade_many" => "no longer lists it",
        "set_null" => LosesReference,
        "set_default" => "is reset to the default",
        "left_dangling" => "still refers to it",
        _ => "uses it",
    };

    /// <summary>The session it was read in.</summary>
    internal Session Session { get; }

    /// <summary>The resource of the model; null if the book doesn't have it.</summary>
    internal Resource? Resource { get; }

    /// <summary>What it is, and what happens to it.</summary>
    public override string ToString() =>
        $"{Resource?.Title ?? Model}{(isDescribed ? $": {Name}" : $" '{Name}'")} {Consequence}";

    /// <summary>Replaces the name by a description, if there is one.</summary>
    internal void Describe(string? label) => (Name, isDescribed) = (label ?? Name, label is not null);

    /// <summary>Reads a row of a response, which is an object.</summary>
    internal static UsedBy Read(JsonElement row, Session session) => new(row, session);

    /// <summary>One line for each object that a deletion affects, without duplicates.</summary>
    internal static IReadOnlyList<string> DescribeAll(IEnumerable<UsedBy> all) =>
        [.. all.Select(one => one.ToString()).Distinct(StringComparer.Ordinal)];

    /// <summary>The line for the only object that uses another one, if the other one names it.</summary>
    internal static string DescribeSingle(string model, string name) => $"{model} '{name}' {LosesReference}";

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : "?";
}
