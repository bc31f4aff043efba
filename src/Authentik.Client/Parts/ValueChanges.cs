using System.Collections;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Parts;

/// <summary>A change of the stored value of a field.</summary>
internal interface IValueChange
{
    /// <summary>The field.</summary>
    Field Field { get; }

    /// <summary>The stored value, as a request has it.</summary>
    /// <exception cref="InputException">The object doesn't have the field, or has something else there.</exception>
    JsonNode Read(AuthentikObject current);

    /// <summary>What the change makes of the stored value.</summary>
    /// <exception cref="InputException">The object doesn't have the field, or has something else there.</exception>
    PartResult Apply(AuthentikObject current);
}

/// <summary>Prepares the changes of stored values, with ids in the place of names.</summary>
internal sealed class ValueChanges(Call call, BodyWriter bodies)
{
    private readonly StoredValue stored = new(call, bodies);

    /// <summary>The changes of what is added and removed, one for each field.</summary>
    /// <exception cref="InputException">No object has a name, or a value is added and removed.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<IValueChange>> PrepareAsync(FieldValues values, CancellationToken cancellation)
    {
        var changes = new List<IValueChange>();
        foreach (var parts in values.Parts.GroupBy(part => part.Field))
        {
            var added = parts.FirstOrDefault(part => part.IsAdded)?.Value;
            var removed = parts.FirstOrDefault(part => !part.IsAdded)?.Value;
            changes.Add(parts.Key.IsList
                ? await PrepareListAsync(parts.Key, added, removed, cancellation)
                : new MapChange(parts.Key, WriteMap(parts.Key, added), [.. List(removed).Cast<string>()]));
        }

        return changes;
    }

    /// <summary>What a new value makes of the stored one, which it replaces.</summary>
    /// <exception cref="InputException">No object has a name, or the object doesn't have the field.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<PartResult> CompareAsync(Field field, object? value, AuthentikObject current, CancellationToken cancellation)
    {
        if (!field.IsList)
        {
            return Compare(field, StoredValue.ReadMap(field, current), WriteMap(field, value));
        }

        var names = new PartNames();
        var before = stored.ReadNodes(field, current, names);
        var after = await WriteAsync(field, value, names, cancellation);
        return new PartResult(
            field,
            new JsonArray(),
            [.. after.Where(one => !before.Any(other => JsonEquality.AreSame(one, other)))],
            [],
            [.. before.Where(one => !after.Any(other => JsonEquality.AreSame(one, other)))],
            names);
    }

    private async Task<IValueChange> PrepareListAsync(Field field, object? added, object? removed, CancellationToken cancellation)
    {
        var names = new PartNames();
        var more = await WriteAsync(field, added, names, cancellation);
        var gone = await WriteAsync(field, removed, names, cancellation);
        PartRules.RequireApart(field, more, gone, names.Find);
        return new ListChange(field, stored, more, gone, names);
    }

    private async Task<IReadOnlyList<JsonNode>> WriteAsync(Field field, object? value, PartNames names, CancellationToken cancellation)
    {
        var items = List(value).ToList();
        var nodes = await bodies.WriteItemsAsync(field, items, cancellation);
        names.Learn(nodes, items);
        return nodes;
    }

    private static IEnumerable<object> List(object? value) => ((IEnumerable?)value ?? Array.Empty<object>()).Cast<object>();

    private static JsonObject WriteMap(Field field, object? value) => JsonWriting.Write(value, field.Parameter!) as JsonObject ?? [];

    private static PartResult Compare(Field field, JsonObject before, JsonObject after) => new(
        field,
        new JsonObject(),
        ListKeys(after.Where(pair => !before.ContainsKey(pair.Key))),
        ListKeys(after.Where(pair => before.TryGetPropertyValue(pair.Key, out var old) && !JsonEquality.AreSame(old, pair.Value))),
        ListKeys(before.Where(pair => !after.ContainsKey(pair.Key))),
        new PartNames());

    private static IReadOnlyList<JsonNode> ListKeys(IEnumerable<KeyValuePair<string, JsonNode?>> pairs) =>
        [.. pairs.Select(pair => JsonValue.Create(pair.Key))];
}
