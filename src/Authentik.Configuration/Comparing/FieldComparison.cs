using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Comparing;

namespace Authentik.Configuration;

/// <summary>Tells if two values of a field mean the same: sets as sets, lists in their order, texts by their lines.</summary>
internal static class FieldComparison
{
    /// <summary>
    /// True if the existing value is the wanted one, in whatever form, or if nobody can know, because it's a secret: see
    /// <see cref="SecretComparison"/>.
    /// </summary>
    public static bool IsSame(Field field, JsonNode? wanted, JsonNode? existing) => field switch
    {
        { IsSecret: true } => true,
        _ when field.ReferencedNouns.Count > 0 || IsSet(field) => ListNames(wanted).SetEquals(ListNames(existing)),
        { IsMerged: true } => !StoredForm.Compare(field, field.Name, wanted, existing).Any(),
        { Type: FieldType.Text, IsList: false } => IsSameText(wanted, existing),
        _ => StoredForm.IsUnedited(field, wanted, existing),
    };

    /// <summary>True for a list in any order.</summary>
    public static bool IsSet(Field field) => field == RoleObjectPermissions.Field
        || field is { IsList: true, ReferencedNouns.Count: > 0 } or { IsList: true, Type: FieldType.Enum };

    /// <summary>True if two strings have the same lines.</summary>
    public static bool IsSameText(JsonNode? wanted, JsonNode? existing) => ReadLines(wanted) == ReadLines(existing);

    private static HashSet<string> ListNames(JsonNode? value) => value switch
    {
        null => [],
        JsonArray list => [.. list.Select(one => one?.ToJsonString() ?? string.Empty)],
        _ => [value.ToJsonString()],
    };

    // Editors and version control change the ends of lines.
    private static string ReadLines(JsonNode? value) =>
        (value?.ToString() ?? string.Empty).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}
