using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Http;

/// <summary>Reads JSON as the server does: of a name that comes twice, the last one counts.</summary>
internal static class JsonText
{
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        return Copy(document.RootElement);
    }

    private static JsonNode? Copy(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => CopyObject(element),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Copy)]),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonScalar.Create(element.Clone()),
    };

    private static JsonObject CopyObject(JsonElement element)
    {
        var made = new JsonObject();
        foreach (var property in element.EnumerateObject())
        {
            made[property.Name] = Copy(property.Value);
        }

        return made;
    }
}
