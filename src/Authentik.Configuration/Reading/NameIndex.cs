using System.Collections;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Http;
using Authentik.Labels;
using Authentik.Naming;

namespace Authentik.Configuration;

/// <summary>The names of the objects of a server by their ids, also of those that aren't part of the configuration.</summary>
internal sealed partial class NameIndex
{
    private readonly ApiClient api;
    private readonly Dictionary<string, AuthentikObject> byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<AuthentikObject>> byNoun = new(StringComparer.Ordinal);
    private readonly Dictionary<AuthentikObject, JsonNode> names = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Noun, string Id), ConfigurationGap> gaps = [];

    /// <summary>Takes the objects that were read.</summary>
    public NameIndex(ApiClient api, IEnumerable<AuthentikObject> read)
    {
        this.api = api;
        foreach (var one in read)
        {
            Add(one);
            byNoun.TryAdd(one.Resource!.Noun, []);
            byNoun[one.Resource.Noun].Add(one);
        }
    }

    /// <summary>What objects refer to and nobody could read.</summary>
    public IEnumerable<ConfigurationGap> Gaps => gaps.Values;

    /// <summary>Reads the names of what the objects refer to and what isn't among them, such as users.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        var finder = new ReferenceNames(api);
        foreach (var group in ListOthers().GroupBy(other => string.Join(' ', other.Field.ReferencedNouns)).ToList())
        {
            var ids = group.Select(other => other.Id).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            var found = await finder.FindAsync(group.First().Field.ReferencedNouns, ids, cancellation);
            found.Values.ToList().ForEach(Add);
        }
    }

    /// <summary>The object that a value of a field refers to; null if nobody could read it.</summary>
    public AuthentikObject? Find(Field field, string id)
    {
        foreach (var noun in field.ReferencedNouns)
        {
            if (byId.TryGetValue(IdOf(ObjectKey.RootOf(api.Session.Book[noun]), id), out var found))
            {
                return found;
            }
        }

        gaps[(field.ReferencedNouns[0], id)] = new ConfigurationGap(
            field.ReferencedNouns[0], id, "Objects refer to it, but it was not found, or you don't have permission to view it.");
        return null;
    }

    /// <summary>
    /// What an object is called in a reference; null if its name is different on each server, because it contains an id of that server.
    /// </summary>
    public JsonNode? FindName(AuthentikObject one)
    {
        var resource = one.Resource!;
        if (resource.IsSingle)
        {
            return JsonValue.Create(resource.Title);
        }

        if (!ObjectKey.IsSimple(resource))
        {
            NameAll(resource, one);
            return names.GetValueOrDefault(one);
        }

        return one.ValueOf(resource.KnownBy[0])?.ToString() is { Length: > 0 } name && !HasId().IsMatch(name)
            ? JsonValue.Create(name)
            : null;
    }

    /// <summary>The same of an object by its id; null also if it wasn't read.</summary>
    public JsonNode? FindName(Resource kind, string id) =>
        byId.TryGetValue(IdOf(ObjectKey.RootOf(kind), id), out var found) ? FindName(found) : null;

    /// <summary>The reference of a field to an object; null if nobody can name it.</summary>
    public JsonNode? Refer(Field field, object id) =>
        Find(field, IdentityIds.Write(id)) is { } found && FindName(found) is { } name
            ? ReferenceForm.Write(field, found.Resource!, name)
            : null;

    // Also the roles that hold what is granted to single users: their names end with a number.
    [GeneratedRegex(
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|^ak-managed-role--user-[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex HasId();

    private static string IdOf(string root, string id) => $"{root} {id}";

    private void Add(AuthentikObject one)
    {
        var resource = one.Resource!;

        // Some fields refer to users by their UUIDs, others by their numbers.
        var ids = resource.TargetIds.Select(field => field.Name).Append(resource.Id).Append("uuid");
        foreach (var id in ids.Select(one.ValueOf).OfType<object>())
        {
            byId[IdOf(ObjectKey.RootOf(resource), IdentityIds.Write(id))] = one;
        }
    }

    private IEnumerable<(Field Field, string Id)> ListOthers() =>
        from one in byNoun.Values.SelectMany(list => list).ToList()
        from field in ConfigurationKinds.ListFields(api, one.Resource!).Where(field => field.ReferencedNouns.Count > 0)
        from id in ListIds(one.ValueOf(field.Name))
        where !IsKnown(one, field, id)
        select (field, id);

    private static IEnumerable<string> ListIds(object? value) => value switch
    {
        null => [],
        IEnumerable list and not string => list.Cast<object>().Select(IdentityIds.Write),
        _ => [IdentityIds.Write(value)],
    };

    // Some responses contain the object beside its id.
    private bool IsKnown(AuthentikObject one, Field field, string id)
    {
        var isKnown = field.ReferencedNouns.Any(noun => byId.ContainsKey(IdOf(ObjectKey.RootOf(api.Session.Book[noun]), id)));
        if (!isKnown && !field.IsList && one.FindReferred(field.Name) is { Resource: not null } shown && FindName(shown) is not null)
        {
            Add(shown);
            return true;
        }

        return isKnown;
    }

    // All objects of a kind together, because some have the same fields.
    private void NameAll(Resource resource, AuthentikObject one)
    {
        if (!named.Add(resource.Noun))
        {
            KeepName(one, Compose(resource, one));
            return;
        }

        var all = byNoun.GetValueOrDefault(resource.Noun) ?? [one];
        var composed = all.Select(each => (One: each, Name: (JsonNode)Compose(resource, each)!))
            .Where(each => each.Name is not null).ToList();
        SameNames.Number(composed, each => each.ValueOf("order") as int? ?? 0);
        composed.ForEach(each => names[each.One] = each.Name);
    }

    private void KeepName(AuthentikObject one, JsonObject? name)
    {
        if (name is not null)
        {
            names.TryAdd(one, name);
        }
    }

    // Null if it refers to what nobody could read.
    private JsonObject? Compose(Resource resource, AuthentikObject one)
    {
        var name = new JsonObject();
        foreach (var field in resource.KnownBy.Select(resource.GetField))
        {
            var value = one.ValueOf(field.Name);
            var part = value is null ? null : field.ReferencedNouns.Count > 0 ? Refer(field, value) : JsonNode.Parse(JsonText.Write(value));
            if (part is not null)
            {
                name[field.Name] = part;
            }
            else if (value is not null)
            {
                return null;
            }
        }

        return name;
    }
}
