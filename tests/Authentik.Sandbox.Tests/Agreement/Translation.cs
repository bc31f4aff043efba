using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Authentik.Book;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>
/// The ids of recorded objects and those of the sandbox's objects that stand for them. UUIDs are unique in the whole state;
/// numbers and texts are within their family.
/// </summary>
/// <param name="book">The book.</param>
/// <param name="standIn">
/// Finds an object of the sandbox for one that was there before anything was recorded and of which nothing but its id is known.
/// </param>
internal sealed partial class Translation(BookIndex book, Func<Resource, IReadOnlyList<JsonNode>> standIn)
{
    private readonly Dictionary<(string Space, string Id), JsonNode> known = [];

    /// <summary>The id that was given to an object of a resource in a recording, and the one in the sandbox.</summary>
    public void Learn(Resource resource, JsonNode recorded, JsonNode sandbox) =>
        known[(Space(resource), recorded.ToString())] = sandbox.DeepClone();

    public JsonNode? Find(Resource resource, string id) =>
        known.TryGetValue((Space(resource), id), out var found) ? found.DeepClone() : null;

    /// <summary>The body of a request, in the sandbox's ids.</summary>
    /// <param name="resource">What the request is about.</param>
    /// <param name="body">The body.</param>
    /// <param name="exists">True when the server took the request, so that all ids in it are those of real objects.</param>
    public JsonNode? Body(Resource resource, JsonNode? body, bool exists)
    {
        if (body is not JsonObject map)
        {
            return body?.DeepClone();
        }

        var made = new JsonObject();
        foreach (var (name, value) in map)
        {
            made[name] = resource.TryFindField(name, out var field) ? Value(field, value, exists) : value?.DeepClone();
        }

        return made;
    }

    /// <summary>The body of an action, with the ids of the sandbox wherever a known one stands. A number names a user.</summary>
    public JsonNode? Uuids(JsonNode? body) => body switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(
            pair.Key,
            pair.Key is "pk" or "user" && pair.Value is JsonValue
                ? Ids(book.Resources.First(one => one.Noun == "User"), pair.Value, exists: false)
                : Uuids(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Uuids)]),
        null => null,
        _ => known.TryGetValue(("uuid", body.ToString()), out var found) ? found.DeepClone() : body.DeepClone(),
    };

    /// <summary>A form, with the ids of the sandbox wherever a known one stands.</summary>
    public string? Text(string? form) => form is null ? null : Uuid().Replace(
        form, match => known.TryGetValue(("uuid", match.Value), out var found) ? found.ToString() : match.Value);

    private JsonNode? Value(Field field, JsonNode? value, bool exists) => value switch
    {
        _ when field.RefersTo is { } noun && book.TryFind(noun, out var target) => Ids(target, value, exists),
        not null when field.TargetNouns.Count > 0 && !field.IsList => Target(field, value, exists),
        JsonArray list when field.Shape is not null => new JsonArray([.. list.Select(item => Value(field, item, exists))]),
        JsonObject nested when field.Shape is { } shape => Nested(shape, nested, exists),
        _ => value?.DeepClone(),
    };

    private JsonObject Nested(Book.Shape shape, JsonObject nested, bool exists) =>
        new(nested.Select(pair => KeyValuePair.Create(
            pair.Key,
            shape.Fields.FirstOrDefault(field => field.Name == pair.Key) is { } field
                ? Value(field, pair.Value, exists)
                : pair.Value?.DeepClone())));

    // Of several kinds; the first that has an object stands in.
    private JsonNode? Target(Field field, JsonNode value, bool exists)
    {
        var kinds = field.TargetNouns.Select(noun => book.TryFind(noun, out var target) ? target : null).OfType<Resource>().ToList();
        return kinds.Select(target => Find(target, value.ToString())).FirstOrDefault(found => found is not null)
            ?? (exists ? kinds.Select(target => StandIn(target, value)).FirstOrDefault(found => found is not null) : null)
            ?? value.DeepClone();
    }

    private JsonNode? Ids(Resource target, JsonNode? value, bool exists) => value switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => Ids(target, item, exists))]),
        null => null,
        _ => Find(target, value.ToString()) ?? (exists ? StandIn(target, value) : null) ?? value.DeepClone(),
    };

    private JsonNode? StandIn(Resource target, JsonNode recorded)
    {
        var taken = known.Where(pair => pair.Key.Space == Space(target)).Select(pair => pair.Value.ToString()).ToHashSet();
        var free = standIn(target).FirstOrDefault(id => !taken.Contains(id.ToString()));
        if (free is not null)
        {
            Learn(target, recorded, free);
        }

        return free?.DeepClone();
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    private string Space(Resource resource)
    {
        while (resource.Family is { } family && book.TryFind(family, out var parent))
        {
            resource = parent;
        }

        return resource.IdType == FieldType.Uuid ? "uuid" : resource.Noun;
    }
}
