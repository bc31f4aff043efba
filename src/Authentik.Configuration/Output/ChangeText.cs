using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>Tells a difference as people read it.</summary>
internal static class ChangeText
{
    /// <summary>The change of a field.</summary>
    public static ConfigurationFieldChange Describe(FieldDifference difference) => new(
        difference.Field.Property, Write(difference.Old), Write(difference.New), WriteText(difference));

    private static string WriteText(FieldDifference difference) => difference switch
    {
        { Field.IsSecret: true } when SecretReference.FindName(difference.New) is { } name => $"set to the secret '{name}'",

        // Of secret fields, only a public certificate is a value.
        { Field.IsSecret: true } => "another certificate",
        _ when FieldComparison.IsSet(difference.Field) => CompareSets(difference),
        { Field.Type: FieldType.Text } when IsLong(difference.Old) || IsLong(difference.New) =>
            LineDifference.Write(difference.Old?.ToString() ?? string.Empty, difference.New?.ToString() ?? string.Empty),
        { Old: JsonObject old, New: JsonObject wanted } => string.Join('\n', CompareParts(string.Empty, old, wanted)),
        { Old: JsonArray old, New: JsonArray wanted } => string.Join('\n', CompareItems(string.Empty, old, wanted)),
        _ => $"{Show(difference.Old)} -> {Show(difference.New)}",
    };

    private static bool IsLong(JsonNode? value) => value?.ToString().Contains('\n', StringComparison.Ordinal) == true;

    private static string CompareSets(FieldDifference difference)
    {
        var (old, wanted) = (ReadSet(difference.Old), ReadSet(difference.New));
        return string.Join(", ", [.. wanted.Except(old).Select(name => $"+{name}"), .. old.Except(wanted).Select(name => $"-{name}")]);
    }

    private static List<string> ReadSet(JsonNode? value) => value is JsonArray list ? [.. list.Select(ObjectTitle.Describe)] : [];

    private static IEnumerable<string> CompareParts(string path, JsonObject old, JsonObject wanted) =>
        from name in wanted.Select(pair => pair.Key).Union(old.Select(pair => pair.Key))
        from line in Compare(path.Length == 0 ? name : $"{path}.{name}", old[name], wanted[name])
        select line;

    private static IEnumerable<string> CompareItems(string path, JsonArray old, JsonArray wanted) =>
        from place in Enumerable.Range(0, Math.Max(old.Count, wanted.Count))
        from line in Compare(
            string.Create(CultureInfo.InvariantCulture, $"{path}[{place}]"),
            place < old.Count ? old[place] : null,
            place < wanted.Count ? wanted[place] : null)
        select line;

    private static IEnumerable<string> Compare(string path, JsonNode? old, JsonNode? wanted) => (old, wanted) switch
    {
        _ when JsonNode.DeepEquals(old, wanted) => [],
        (JsonObject parts, JsonObject others) => CompareParts(path, parts, others),
        (JsonArray items, JsonArray others) => CompareItems(path, items, others),
        _ => [$"{path}: {Show(old)} -> {Show(wanted)}"],
    };

    private static string Show(JsonNode? value) => Write(value) switch
    {
        null => "none",
        "" => "(empty)",
        var text => text,
    };

    private static string? Write(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value?.ToJsonString(PlainJson.Options);
}
