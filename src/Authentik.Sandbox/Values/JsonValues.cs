using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Store;

/// <summary>Takes plain values out of JSON.</summary>
internal static class JsonValues
{
    public static string? AsText(this JsonNode? node) => node is JsonScalar value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? AsBoolean(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static decimal? AsNumber(this JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static IEnumerable<string> AsTexts(this JsonNode? node) => node is JsonArray list ? list.Select(item => item?.ToString() ?? string.Empty) : [];

    /// <summary>What Python calls the type of a value; error texts name it.</summary>
    public static string PythonType(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "dict",
        JsonValueKind.String => "str",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => node.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "float" : "int",
        _ => "NoneType",
    };

    /// <summary>A list of JSON values.</summary>
    public static JsonArray ToJson(this IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonScalar.Create(text))]);
}
