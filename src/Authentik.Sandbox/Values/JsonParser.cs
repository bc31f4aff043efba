using System.Text.Json;

namespace Authentik.Sandboxing.Values;

/// <summary>Parses JSON as the server does: when a name occurs twice, the last value counts.</summary>
internal static class JsonParser
{
    /// <exception cref="JsonException">The text isn't valid JSON.</exception>
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
