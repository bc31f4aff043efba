using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Parts;

/// <summary>Reads the value of a field from an object, in the form in which a request would have it.</summary>
internal sealed class StoredValue(Call call, BodyWriter bodies)
{
    /// <summary>The values of a list, whose names become known.</summary>
    /// <exception cref="InputException">The object doesn't have the field.</exception>
    public IReadOnlyList<JsonNode> ReadNodes(Field field, AuthentikObject current, PartNames names)
    {
        var items = ReadList(field, current);
        IReadOnlyList<JsonNode> nodes = [.. items.Select(item => item.Node)];
        names.Learn(nodes, items.Select(item => item.Item));
        names.Learn(field, current);
        return nodes;
    }

    private IReadOnlyList<(JsonNode Node, object Item)> ReadList(Field field, AuthentikObject current)
    {
        Require(field, current);
        if (current.ValueOf(field.Name) is IEnumerable list)
        {
            return [.. list.Cast<object>().Select(item => (WriteItem(field, item), item))];
        }

        // Some servers embed the objects that others refer to.
        return current.Rest.TryGetValue(field.Name, out var raw) && raw.ValueKind == JsonValueKind.Array
            ? [.. raw.EnumerateArray().Select(item => (WriteRaw(item), (object)item))]
            : [];
    }

    /// <summary>Free-form JSON with its keys. Null has none.</summary>
    /// <exception cref="InputException">The object doesn't have the field, or it's JSON without keys.</exception>
    public static JsonObject ReadMap(Field field, AuthentikObject current)
    {
        Require(field, current);
        return JsonWriting.Write(current.ValueOf(field.Name), field.Name) switch
        {
            null => [],
            JsonObject map => map,
            _ => throw new InputException(
                InputProblem.InvalidValue,
                $"{field.Property} of '{current}' has no keys, so none can be added or removed. Nothing was changed. "
                    + $"Use -{field.Parameter} with the whole value.",
                current.ToString()),
        };
    }

    private JsonNode WriteItem(Field field, object item)
    {
        if (call.Gate.IsCertain(field.AsLines))
        {
            return JsonValue.Create(item.ToString())!;
        }

        if (item is not AuthentikObject nested || field.Shape is null)
        {
            return JsonWriting.Write(item, field.Name)!;
        }

        var map = bodies.WriteParts(field.Shape, nested);
        foreach (var (name, value) in nested.Rest)
        {
            map[name] = JsonWriting.Write(value, field.Name);
        }

        return map;
    }

    private static JsonNode WriteRaw(JsonElement item) =>
        JsonWriting.Write(item.ValueKind == JsonValueKind.Object && item.TryGetProperty("pk", out var id) ? id : item, "item")!;

    private static void Require(Field field, AuthentikObject current)
    {
        if (!current.Has(field.Name))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The server didn't return {field.Property} of '{current}', so nothing can be added to it or removed from it. Nothing was "
                    + $"changed. Use -{field.Parameter} with the whole value.",
                current.ToString());
        }
    }
}
