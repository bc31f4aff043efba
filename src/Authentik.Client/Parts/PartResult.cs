using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Parts;

/// <summary>What a change makes of the stored value of a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">The new value, as a request has it: an array or an object.</param>
/// <param name="Added">What it has and the stored one doesn't: values, or keys as strings.</param>
/// <param name="Changed">The keys that have another value.</param>
/// <param name="Removed">What the stored one has and it doesn't.</param>
/// <param name="Names">The names of the values.</param>
internal sealed record PartResult(
    Field Field,
    JsonNode Value,
    IReadOnlyList<JsonNode> Added,
    IReadOnlyList<JsonNode> Changed,
    IReadOnlyList<JsonNode> Removed,
    PartNames Names)
{
    private const int MostNames = 10;

    /// <summary>True if the stored value stays as it is.</summary>
    public bool IsNothing => Added.Count + Changed.Count + Removed.Count == 0;

    /// <summary>The figures with names: <c>1 added (ops), 2 removed (a, b)</c>.</summary>
    public string Describe()
    {
        (string Verb, IReadOnlyList<JsonNode> Nodes)[] all = [("added", Added), ("changed", Changed), ("removed", Removed)];
        var parts = all.Where(one => one.Nodes.Count > 0).Select(one => $"{one.Nodes.Count} {one.Verb} ({List(one.Nodes)})");
        return IsNothing ? "nothing to change" : string.Join(", ", parts);
    }

    private string List(IReadOnlyList<JsonNode> nodes)
    {
        var names = nodes.Take(MostNames).Select(Names.Find);
        return string.Join(", ", nodes.Count > MostNames ? names.Append($"and {nodes.Count - MostNames} more") : names);
    }
}
