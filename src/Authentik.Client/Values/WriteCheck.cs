using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Values;

/// <summary>
/// Compares what was sent with what the server says it stored. authentik ignores fields it doesn't know without a word, and
/// puts the caller in the place of some users; whoever sent such a field is told.
/// </summary>
internal static class WriteCheck
{
    /// <summary>One warning for each field that was not stored as sent.</summary>
    public static IEnumerable<string> Compare(FieldValues values, JsonObject body, JsonElement response)
    {
        foreach (var (field, _) in values.All.Where(value => !value.Key.IsWriteOnly && !value.Key.IsSecret))
        {
            var stored = default(JsonElement);
            var isThere = response.ValueKind == JsonValueKind.Object && response.TryGetProperty(field.Name, out stored);
            if (!isThere)
            {
                yield return $"The server didn't store -{field.Parameter}: its response doesn't have the field.";
            }
            else if (IsComparable(field) && !Same(body[field.Name], stored))
            {
                var sent = body[field.Name]?.ToJsonString() ?? "null";
                yield return $"The server stored {stored} for -{field.Parameter} instead of {sent}.";
            }
        }
    }

    // The server can change strings: it trims them, and normalizes durations and addresses. It stores these types unchanged.
    private static bool IsComparable(Field field) =>
        !field.IsList && field.Type is FieldType.Boolean or FieldType.Integer or FieldType.Enum or FieldType.Reference;

    private static bool Same(JsonNode? sent, JsonElement stored) => stored.ValueKind switch
    {
        JsonValueKind.Null => sent is null,
        JsonValueKind.String => sent is not null && string.Equals(sent.ToString(), stored.GetString(), StringComparison.OrdinalIgnoreCase),
        JsonValueKind.Object => true,
        _ => sent?.ToJsonString() == stored.GetRawText(),
    };
}
