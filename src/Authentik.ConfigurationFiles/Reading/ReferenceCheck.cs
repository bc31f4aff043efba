using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>Checks the form of references to other objects, and the order of their keys, of which the keys of objects are made.</summary>
internal static class ReferenceCheck
{
    /// <summary>What is wrong with a reference, as a sentence; null if nothing is.</summary>
    public static string? FindProblem(BookIndex book, Field field, string path, JsonNode value)
    {
        if (field.ReferencedNouns is [var noun])
        {
            return FindNameProblem(book, book[noun], path, value);
        }

        var kinds = ListRoots(book, field);
        if (value is not JsonObject { Count: 1 } map)
        {
            return $"{path} must name the kind of the object, such as {{ {kinds[0]}: NAME }}.";
        }

        var (kind, name) = map.First();
        return !kinds.Contains(kind) ? $"{path} can't refer to an object of the kind {NearestName.Suggest(kind, kinds)}."
            : name is null ? $"{path} has no name after {kind}."
            : FindNameProblem(book, book[kind], path, name);
    }

    /// <summary>A copy with the keys in their order.</summary>
    public static JsonNode? Order(BookIndex book, Field field, JsonNode? value)
    {
        if (field.ReferencedNouns is [var noun])
        {
            return OrderName(book, book[noun], value);
        }

        return value is JsonObject { Count: 1 } map && map.First() is var (kind, name) && book.TryFind(kind, out var resource)
            ? new JsonObject { [kind] = OrderName(book, resource, name) }
            : value?.DeepClone();
    }

    private static List<string> ListRoots(BookIndex book, Field field) =>
        [.. field.ReferencedNouns.Select(noun => ObjectKey.RootOf(book[noun])).Distinct()];

    private static string? FindNameProblem(BookIndex book, Resource resource, string path, JsonNode name)
    {
        if (name.GetValueKind() == JsonValueKind.String)
        {
            return null;
        }

        if (name is not JsonObject map || resource.KnownBy.Count == 0 || ObjectKey.IsSimple(resource))
        {
            return $"{path} must be the name of a {resource.Title} as a string. Put it in quotes if it's one.";
        }

        return map.Select(part => FindPartProblem(book, resource, path, part)).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindPartProblem(BookIndex book, Resource resource, string path, KeyValuePair<string, JsonNode?> part)
    {
        if (part.Key == ObjectKey.NumberName || part.Value is null)
        {
            return null;
        }

        if (!resource.KnownBy.Contains(part.Key))
        {
            return $"{path} has no part {NearestName.Suggest(part.Key, resource.KnownBy)}.";
        }

        var field = resource.GetField(part.Key);
        return field.ReferencedNouns.Count > 0 ? FindProblem(book, field, $"{path}.{part.Key}", part.Value) : null;
    }

    private static JsonNode? OrderName(BookIndex book, Resource resource, JsonNode? name)
    {
        if (name is not JsonObject map)
        {
            return name?.DeepClone();
        }

        var ordered = new JsonObject();
        foreach (var key in resource.KnownBy.Where(map.ContainsKey))
        {
            ordered[key] = Order(book, resource.GetField(key), map[key]);
        }

        foreach (var (key, value) in map.Where(pair => !ordered.ContainsKey(pair.Key)).ToList())
        {
            ordered[key] = value?.DeepClone();
        }

        return ordered;
    }
}
