using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Generator.Book;

/// <summary>
/// The value after the mark <c>default</c>: JSON for lists and free-form JSON, plain words for all else, in quotes if a space, a semicolon,
/// or nothing is in it.
/// </summary>
internal static class DefaultText
{
    /// <summary>The value's text; null if it isn't a value of the type.</summary>
    public static string? Read(TypeEntry type, string written)
    {
        if (type.IsList)
        {
            return ReadJson(written) is JsonArray list && list.All(item => IsItem(type, item)) ? list.ToJsonString() : null;
        }

        if (type.Kind == FieldType.Json)
        {
            return ReadJson(written)?.ToJsonString();
        }

        var text = written.StartsWith('"') ? ReadJson(written)?.GetValue<string>() : written;
        return text is not null && IsValue(type, text) ? text : null;
    }

    private static bool IsItem(TypeEntry type, JsonNode? item) => item is JsonValue value
        && (value.GetValueKind() == JsonValueKind.String) == (type.Kind is FieldType.Text or FieldType.Enum)
        && IsValue(type, value.ToString());

    // The id of an object, a date and a UUID are nowhere the same.
    private static bool IsValue(TypeEntry type, string text) => type.Kind switch
    {
        FieldType.Text => true,
        FieldType.Duration => text.Contains('='),
        FieldType.Enum => text.Length == 0 || type.Enum?.Values.Any(known => known.Text == text) == true,
        FieldType.Boolean => text is "true" or "false",
        FieldType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        FieldType.Number => ReadJson(text) is JsonValue number && number.GetValueKind() == JsonValueKind.Number,
        _ => false,
    };

    private static JsonNode? ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
