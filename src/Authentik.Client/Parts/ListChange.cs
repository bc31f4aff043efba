using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Parts;

/// <summary>
/// What is added to a list and removed from it. What is there stays in its order; what is there already isn't added again, and what isn't
/// there isn't removed.
/// </summary>
internal sealed class ListChange(
    Field target, StoredValue stored, IReadOnlyList<JsonNode> added, IReadOnlyList<JsonNode> removed, PartNames names) : IValueChange
{
    /// <inheritdoc/>
    public Field Field => target;

    /// <inheritdoc/>
    public JsonNode Read(AuthentikObject current) => new JsonArray([.. Nodes(current).Select(node => node.DeepClone())]);

    /// <inheritdoc/>
    public PartResult Apply(AuthentikObject current)
    {
        var before = Nodes(current);
        var gone = removed.SelectMany(one => FindMatches(before, one)).ToHashSet();
        var more = new List<JsonNode>();
        foreach (var one in added.Where(one => !before.Concat(more).Any(other => Matches(other, one))))
        {
            more.Add(one);
        }

        IReadOnlyList<JsonNode> after = [.. before.Where(node => !gone.Contains(node)), .. more];
        var value = new JsonArray([.. after.Select(node => node.DeepClone())]);
        return new PartResult(target, value, more, [], [.. before.Where(gone.Contains)], names);
    }

    private IReadOnlyList<JsonNode> Nodes(AuthentikObject current) => stored.ReadNodes(target, current, names);

    // A nested object is also found without the parts that have their defaults, because a string specifies only one part.
    private IEnumerable<JsonNode> FindMatches(IReadOnlyList<JsonNode> nodes, JsonNode wanted)
    {
        var found = nodes.Where(node => Matches(node, wanted)).ToList();
        return found.Count == 0 && WithoutDefaults(wanted) is { Count: > 0 } some ? nodes.Where(node => Matches(node, some)) : found;
    }

    private JsonObject? WithoutDefaults(JsonNode wanted) => wanted is JsonObject map && target.Shape is { } shape
        ? new JsonObject(map.Where(part => part.Value?.ToString() != shape.Find(part.Key)?.Default)
            .Select(part => new KeyValuePair<string, JsonNode?>(part.Key, part.Value?.DeepClone())))
        : null;

    // A stored nested object can have parts that nobody specifies.
    private bool Matches(JsonNode node, JsonNode wanted) =>
        node is JsonObject whole && wanted is JsonObject some && target.Shape is not null
            ? JsonEquality.Contains(whole, some)
            : JsonEquality.AreSame(node, wanted);
}
