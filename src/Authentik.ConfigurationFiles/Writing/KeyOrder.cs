using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>
/// Copies values with their keys in one order: that of the book, or else that of the alphabet. Servers return them in any order.
/// </summary>
internal static class KeyOrder
{
    /// <summary>The copy of a field's value. The keys of references have their order already.</summary>
    public static JsonNode? Copy(Field field, JsonNode? value) => field switch
    {
        { ReferencedNouns.Count: > 0 } => value?.DeepClone(),
        { IsList: true } when value is JsonArray list => new JsonArray([.. list.Select(item => CopyOne(field, item))]),
        _ => CopyOne(field, value),
    };

    private static JsonNode? CopyOne(Field field, JsonNode? value) =>
        field.Shape is { } shape && value is JsonObject map ? CopyShape(shape, map) : Sort(value);

    private static JsonObject CopyShape(Shape shape, JsonObject map)
    {
        var copy = new JsonObject();
        foreach (var field in shape.Fields.Where(field => map.ContainsKey(field.Name)))
        {
            copy[field.Name] = Copy(field, map[field.Name]);
        }

        foreach (var (key, value) in Order(map).Where(pair => !copy.ContainsKey(pair.Key)))
        {
            copy[key] = Sort(value);
        }

        return copy;
    }

    private static JsonNode? Sort(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(Order(map).Select(pair => KeyValuePair.Create(pair.Key, Sort(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sort)]),
        _ => value?.DeepClone(),
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Order(JsonObject map) =>
        map.OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
