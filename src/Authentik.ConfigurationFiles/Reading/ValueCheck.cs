using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>
/// Says whether a value of a file fits its field. Which values a server takes, such as those of a set, is checked when they are sent.
/// </summary>
internal sealed class ValueCheck(BookIndex book)
{
    private const int LongestShown = 60;

    /// <summary>What is wrong with a value, as a sentence; null if nothing is.</summary>
    /// <param name="field">The field.</param>
    /// <param name="path">What the field is called in the sentence.</param>
    /// <param name="value">The value.</param>
    public string? FindProblem(Field field, string path, JsonNode? value)
    {
        if (field.IsSecret && !SecretCheck.IsAllowed(value))
        {
            return $"{path} is a secret, and secrets aren't kept in files. Write {{ secret: NAME }} in its place.";
        }

        if (value is null)
        {
            var isAllowed = field.IsNullable || field.ReferencedNouns.Count > 0;
            return isAllowed ? null : $"{path} can't be null. Remove the line to keep the default.";
        }

        if (field.IsSecret)
        {
            return null;
        }

        return field.IsList ? FindListProblem(field, path, value) : FindItemProblem(field, path, value);
    }

    /// <summary>A copy in which the keys of references have the order by which they are compared.</summary>
    public JsonNode? Order(Field field, JsonNode? value) => field.ReferencedNouns.Count == 0 && field != RoleObjectPermissions.Field
        ? value?.DeepClone()
        : value is JsonArray list ? new JsonArray([.. list.Select(item => OrderItem(field, item))])
        : OrderItem(field, value);

    private JsonNode? OrderItem(Field field, JsonNode? item) => field.Shape is not { } shape ? ReferenceCheck.Order(book, field, item)
        : item is JsonObject map ? new JsonObject(shape.Fields.Where(part => map.ContainsKey(part.Name))
            .Select(part => KeyValuePair.Create(part.Name, Order(part, map[part.Name]))))
        : item?.DeepClone();

    private string? FindListProblem(Field field, string path, JsonNode value)
    {
        if (value is not JsonArray list)
        {
            return $"{path} must be a list, not {Describe(value)}.";
        }

        return list.Select((item, index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]") is var name && item is null
            ? $"{name} can't be null."
            : FindItemProblem(field, name, item!)).FirstOrDefault(problem => problem is not null);
    }

    private string? FindItemProblem(Field field, string path, JsonNode value)
    {
        if (field.ReferencedNouns.Count > 0)
        {
            return ReferenceCheck.FindProblem(book, field, path, value);
        }

        if (field.Shape is { } shape && value is JsonObject map)
        {
            return FindPartProblem(shape, path, map) ?? (field == RoleObjectPermissions.Field ? FindMissingPart(shape, path, map) : null);
        }

        return FindExpected(field, value) is { } expected ? $"{path} must be {expected}, not {Describe(value)}." : null;
    }

    // What other nested objects need depends on the server, which tells it.
    private static string? FindMissingPart(Shape shape, string path, JsonObject map) =>
        shape.Fields.Where(part => map[part.Name] is null).Select(part => $"{path} has no {part.Name}.").FirstOrDefault();

    private string? FindPartProblem(Shape shape, string path, JsonObject map) => map
        .Select(pair => shape.Fields.FirstOrDefault(field => field.Name == pair.Key) is { } part
            ? FindProblem(part, $"{path}.{pair.Key}", pair.Value)
            : $"{path} has no part {NearestName.Suggest(pair.Key, shape.Fields.Select(field => field.Name))}.")
        .FirstOrDefault(problem => problem is not null);

    // Null if the value is what is expected.
    private static string? FindExpected(Field field, JsonNode value) => field.Type switch
    {
        FieldType.Json => null,
        FieldType.Integer => IsInteger(value) ? null : "an integer",
        FieldType.Number => Is(value, JsonValueKind.Number) ? null : "a number",
        FieldType.Boolean => Is(value, JsonValueKind.True) || Is(value, JsonValueKind.False) ? null : "true or false",
        FieldType.Duration => IsText(value) || IsInteger(value) ? null : "a duration such as hours=1",
        FieldType.Date => IsText(value) && IsDate(value.GetValue<string>()) ? null : "a date such as 2026-12-31T12:00:00Z",
        FieldType.Uuid => IsText(value) && Guid.TryParse(value.GetValue<string>(), out _) ? null : "a UUID",
        FieldType.Shape => "an object with keys and values",
        _ => IsText(value) ? null : "a string",
    };

    private static bool Is(JsonNode value, JsonValueKind kind) => value.GetValueKind() == kind;

    private static bool IsText(JsonNode value) => Is(value, JsonValueKind.String);

    private static bool IsInteger(JsonNode value) =>
        Is(value, JsonValueKind.Number) && long.TryParse(value.ToJsonString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out _);

    private static bool IsDate(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static string Describe(JsonNode value) => value switch
    {
        JsonObject => "an object with keys and values",
        JsonArray => "a list",
        _ when IsText(value) => $"the string '{Shorten(value.GetValue<string>())}'",
        _ when Is(value, JsonValueKind.Number) => $"the number {Shorten(value.ToJsonString())}",
        _ => value.ToJsonString(),
    };

    private static string Shorten(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}...";
}
