using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>
/// References to other objects as a configuration has them: the name, <c>{ KIND: name }</c> where a field can refer to several kinds, and
/// the fields that an object is known by where it has no name.
/// </summary>
internal static class ReferenceForm
{
    /// <summary>The reference of a field to an object.</summary>
    public static JsonNode Write(Field field, Resource resource, JsonNode name) => NamesKind(field)
        ? new JsonObject { [ObjectKey.RootOf(resource)] = name.DeepClone() }
        : name.DeepClone();

    /// <summary>The keys of the objects that a field's value refers to, in their order.</summary>
    public static IEnumerable<ObjectKey> ListKeys(BookIndex book, Field field, JsonNode? value)
    {
        if (field == RoleObjectPermissions.Field)
        {
            return RoleObjectPermissions.ListKeys(book, value);
        }

        IEnumerable<JsonNode?> references = field.ReferencedNouns.Count == 0 ? [] : value as JsonArray ?? (IEnumerable<JsonNode?>)[value];
        return references.Select(one => FindKey(book, field, one)).OfType<ObjectKey>();
    }

    /// <summary>The key of the object that one value refers to; null if the value isn't a reference.</summary>
    public static ObjectKey? FindKey(BookIndex book, Field field, JsonNode? value)
    {
        if (!NamesKind(field))
        {
            return value is null ? null : ObjectKey.Of(book[field.ReferencedNouns[0]], value);
        }

        return value is JsonObject { Count: 1 } map && map.First() is { Value: { } name } only && book.TryFind(only.Key, out var kind)
            ? ObjectKey.Of(kind, name)
            : null;
    }

    private static bool NamesKind(Field field) => field.ReferencedNouns.Count > 1;
}
