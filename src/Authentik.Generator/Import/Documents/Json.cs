using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Generator.Import.Documents;

/// <summary>Reads values of a tree that may be of another form than expected.</summary>
internal static class Json
{
    /// <summary>The text of a node; null for everything else.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>True for the value true.</summary>
    public static bool Is(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>The texts of a list.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) => node is JsonArray list ? list.Select(Text).OfType<string>() : [];
}
