using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Parsing;

/// <summary>Copies JSON that was read. .NET's own copy fails later where an object has a name twice.</summary>
internal static class JsonTree
{
    /// <summary>The copy, which doesn't depend on the response; of a name that occurs twice, it has the last value.</summary>
    public static JsonNode? Copy(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => CopyObject(json),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(Copy)]),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(json.Clone()),
    };

    private static JsonObject CopyObject(JsonElement json)
    {
        var copy = new JsonObject();
        foreach (var property in json.EnumerateObject())
        {
            copy[property.Name] = Copy(property.Value);
        }

        return copy;
    }
}
