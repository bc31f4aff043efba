using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Comparing;

/// <summary>
/// Compares what was sent for a field with what the server stored, in the forms that servers store: api/README.md lists them by type.
/// </summary>
internal static class StoredForm
{
    // Servers store times to the microsecond.
    private const long DateTicks = TimeSpan.TicksPerMicrosecond;

    /// <summary>What is different; nothing if the value was stored, in whatever form.</summary>
    public static IEnumerable<Difference> Compare(Field field, string path, JsonNode? sent, JsonNode? stored)
    {
        if (IsNothing(sent) && IsNothing(stored))
        {
            return [];
        }

        // Some servers have a list as lines of text.
        return field.IsList && sent is JsonArray list ? CompareList(field, path, list, stored) : CompareOne(field, path, sent, stored);
    }

    /// <summary>
    /// True if the value of a row is the stored one, so that nobody edited it. What a server would add by itself was removed by somebody
    /// here, and what it would store in another form was written so.
    /// </summary>
    public static bool IsUnedited(Field field, JsonNode? given, JsonNode? stored) =>
        (IsNothing(given) && IsNothing(stored))
        || (!Compare(field, field.Name, given, stored).Any() && HasNoOtherForm(field, given, stored));

    private static bool HasNoOtherForm(Field field, JsonNode? given, JsonNode? stored) => field switch
    {
        { Type: FieldType.Json, IsMerged: false } => !CompareJson(field.Name, stored, given).Any(),
        { Type: FieldType.Enum, IsList: true } =>
            given is JsonArray list && stored is JsonArray others && list.Select(ReadText).SequenceEqual(others.Select(ReadText)),
        { IsList: true } => true,
        { Type: FieldType.Uuid } => string.Equals(ReadText(given), ReadText(stored), StringComparison.OrdinalIgnoreCase),
        { Type: FieldType.Text or FieldType.Enum } => ReadText(given) == ReadText(stored),
        _ => true,
    };

    private static string? ReadText(JsonNode? value) => FindId(value)?.ToString();

    /// <summary>The id of a reference, of which some responses contain the whole object.</summary>
    public static JsonNode? FindId(JsonNode? reference) =>
        reference is JsonObject whole && whole.TryGetPropertyValue("pk", out var id) ? id : reference;

    private static bool IsNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject map => map.Count == 0,
        _ => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0,
    };

    private static IEnumerable<Difference> CompareList(Field field, string path, JsonArray sent, JsonNode? stored)
    {
        var others = stored as JsonArray ?? [];
        if (field.Type is FieldType.Reference or FieldType.Uuid or FieldType.Enum)
        {
            return CompareSets(path, sent, others);
        }

        return sent.Count == others.Count
            ? sent.Zip(others).SelectMany((pair, index) => CompareOne(field, AddIndex(path, index), pair.First, pair.Second))
            : [new Difference(path, sent, stored)];
    }

    // Servers return these in another order, and each one once.
    private static IEnumerable<Difference> CompareSets(string path, JsonArray sent, JsonArray stored)
    {
        var (given, kept) = (ReadSet(sent), ReadSet(stored));
        var different = new Difference(path, sent, stored)
        {
            Missing = [.. given.Except(kept, StringComparer.OrdinalIgnoreCase)],
            Added = [.. kept.Except(given, StringComparer.OrdinalIgnoreCase)],
        };
        return different.IsListed ? [different] : [];
    }

    private static List<string> ReadSet(JsonArray list) =>
        [.. list.Select(item => FindId(item)?.ToString() ?? string.Empty).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<Difference> CompareOne(Field field, string path, JsonNode? sent, JsonNode? stored) => field.Type switch
    {
        FieldType.Shape => CompareParts(field.Shape!, path, sent, stored),
        FieldType.Json => CompareJson(path, sent, stored),
        _ => IsSame(field, sent, stored) ? [] : [new Difference(path, sent, stored)],
    };

    // Servers add the parts that weren't sent, with their defaults.
    private static IEnumerable<Difference> CompareParts(Shape shape, string path, JsonNode? sent, JsonNode? stored)
    {
        if (sent is not JsonObject parts || stored is not JsonObject others)
        {
            return CompareJson(path, sent, stored);
        }

        return from part in shape.Fields
               where parts.ContainsKey(part.Name) && !part.IsWriteOnly && !part.IsSecret
               from different in Compare(part, $"{path}.{part.Name}", parts[part.Name], others[part.Name])
               select different;
    }

    // Servers complete free-form JSON, such as the configuration of an outpost, with their defaults.
    private static IEnumerable<Difference> CompareJson(string path, JsonNode? sent, JsonNode? stored) => (sent, stored) switch
    {
        (JsonObject map, JsonObject other) => map.SelectMany(pair => CompareJson($"{path}.{pair.Key}", pair.Value, other[pair.Key])),
        (JsonArray list, JsonArray other) when list.Count == other.Count =>
            list.Zip(other).SelectMany((pair, index) => CompareJson(AddIndex(path, index), pair.First, pair.Second)),
        _ => IsSameJson(sent, stored) ? [] : [new Difference(path, sent, stored)],
    };

    private static bool IsSameJson(JsonNode? sent, JsonNode? stored) =>
        (sent is null && stored is null)
        || (sent is JsonValue && stored is JsonValue && (IsSameNumber(sent, stored) || sent.ToJsonString() == stored.ToJsonString()));

    private static bool IsSame(Field field, JsonNode? sent, JsonNode? stored)
    {
        if (sent is null || stored is null)
        {
            return false;
        }

        var (text, other) = (FindId(sent)!.ToString(), FindId(stored)!.ToString());
        return field.Type switch
        {
            // The same object has other UUIDs, and the server doesn't return the one that was sent.
            FieldType.Uuid when field.TargetNouns.Count > 0 => true,
            FieldType.Uuid or FieldType.Reference or FieldType.Boolean => string.Equals(text, other, StringComparison.OrdinalIgnoreCase),
            FieldType.Date => IsSameDate(text, other),
            FieldType.Duration => IsSameDuration(text, other),
            FieldType.Integer or FieldType.Number => IsSameNumber(sent, stored),
            _ => text.Trim() == other.Trim(),
        };
    }

    private static bool IsSameDate(string sent, string stored) =>
        DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
        && DateTimeOffset.TryParse(stored, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other)
        && Math.Abs(date.UtcTicks - other.UtcTicks) <= DateTicks;

    private static bool IsSameDuration(string sent, string stored) => sent == stored
        || (Duration.TryRead(sent, out var duration) && Duration.TryRead(stored, out var other) && duration == other);

    private static bool IsSameNumber(JsonNode sent, JsonNode stored) => ReadNumber(sent) is { } number && number == ReadNumber(stored);

    private static double? ReadNumber(JsonNode value) => value.GetValueKind() == JsonValueKind.Number
        ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
        : null;

    private static string AddIndex(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
