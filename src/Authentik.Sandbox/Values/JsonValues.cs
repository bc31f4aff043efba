using System.Text.Json;

namespace Authentik.Sandboxing.Values;

/// <summary>Reads plain values from JSON, and writes them.</summary>
internal static class JsonValues
{
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    public static string? AsString(this JsonNode? node) =>
        node is JsonScalar value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? AsBoolean(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static decimal? AsNumber(this JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static DateTimeOffset? AsTimestamp(this JsonNode? value) =>
        DateTimeOffset.TryParse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The items of a list as strings; none when the value isn't a list.</summary>
    public static IEnumerable<string> AsStrings(this JsonNode? node) =>
        node is JsonArray list ? list.Select(item => item?.ToString() ?? string.Empty) : [];

    /// <summary>Python's name for the type of a value, which the server's error messages contain.</summary>
    public static string GetPythonType(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "dict",
        JsonValueKind.String => "str",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => node.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "float" : "int",
        _ => "NoneType",
    };

    public static JsonArray ToJson(this IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonScalar.Create(text))]);

    /// <summary>A timestamp in the server's format.</summary>
    public static string FormatTimestamp(DateTimeOffset time) => time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);
}
