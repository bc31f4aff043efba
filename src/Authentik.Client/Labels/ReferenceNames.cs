using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Labels;

/// <summary>
/// Looks up the objects that others refer to, to show their names instead of ids. Each object is read once per command, several with a
/// list request where that takes fewer requests: the API can't select several objects by their ids.
/// </summary>
internal sealed class ReferenceNames(ApiClient api)
{
    private readonly Lookup lookup = new(api);
    private readonly Dictionary<string, KnownObjects> known = new(StringComparer.Ordinal);
    private readonly HashSet<(string Kinds, string Id)> missing = [];

    /// <summary>Looks up what objects of a resource refer to, in the fields that the book marks.</summary>
    public async Task FillAsync(Resource resource, IReadOnlyCollection<AuthentikObject> objects, CancellationToken cancellation)
    {
        foreach (var field in resource.Fields.Where(field => field.IsNamedByGet))
        {
            var referring = objects.Where(one => one.FindReferred(field.Name) is null)
                .Select(one => (Object: one, Id: one.ValueOf(field.Name)))
                .Where(one => one.Id is not null)
                .Select(one => (one.Object, Id: IdentityIds.Write(one.Id!)))
                .ToList();
            var found = await FindAsync(field.ReferencedNouns, referring.Select(one => one.Id), cancellation);
            foreach (var (one, id) in referring.Where(one => found.ContainsKey(one.Id)))
            {
                one.SetReferred(field.Name, found[id]);
            }
        }
    }

    /// <summary>The objects of these kinds that have one of these ids, each with what it is described by if it has no name.</summary>
    public async Task<IReadOnlyDictionary<string, AuthentikObject>> FindAsync(
        IReadOnlyList<string> nouns, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var kinds = nouns.Select(noun => api.Session.Book[noun]).Where(kind => api.Call.Gate.IsCertain(kind.Versions)).ToList();
        var key = string.Join(' ', nouns);
        var wanted = ids.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var unknown = wanted.Where(id => Find(kinds, id) is null && !missing.Contains((key, id)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        await ReadAsync(kinds, unknown, cancellation);
        foreach (var id in unknown)
        {
            missing.Add((key, id));
            api.Call.Log.Verbose($"'{id}' was not found, or you don't have permission to view it, so its id is shown.");
        }

        var found = wanted.Select(id => (Id: id, Object: Find(kinds, id))).Where(one => one.Object is not null)
            .ToDictionary(one => one.Id, one => one.Object!, StringComparer.OrdinalIgnoreCase);
        foreach (var nameless in found.Values.Distinct().Where(one => one.Resource!.Label is not null).GroupBy(one => one.Resource!))
        {
            await FillAsync(nameless.Key, [.. nameless], cancellation);
        }

        return found;
    }

    /// <summary>Keeps an object that is known already.</summary>
    public void Add(AuthentikObject found)
    {
        foreach (var noun in new[] { found.Resource!.Noun, found.Resource.Family }.OfType<string>())
        {
            GetKnown(api.Session.Book[noun]).Add(found);
        }
    }

    // Page by page, of each kind in turn, because most objects are on the first pages. One object is read by itself, and so are some
    // among many.
    private async Task ReadAsync(IReadOnlyList<Resource> kinds, HashSet<string> unknown, CancellationToken cancellation)
    {
        var lists = kinds.Select(GetKnown).ToList();
        var single = lists is [{ CanReadOne: true } only] && unknown.All(only.IsKey) ? only : null;
        while (unknown.Count > 0 && lists.Where(list => list.HasPages).ToList() is { Count: > 0 } open)
        {
            if (single is not null && (single.PagesLeft ?? 2) > unknown.Count)
            {
                break;
            }

            foreach (var list in open.TakeWhile(_ => unknown.Count > 0))
            {
                await list.ReadPageAsync(cancellation);
                unknown.RemoveWhere(id => list.Find(id) is not null);
            }
        }

        // A list that was read to its end has all that the user can view.
        foreach (var id in unknown.ToList().TakeWhile(_ => single is { CanReadOne: true, PagesLeft: not 0 }))
        {
            await single!.ReadOneAsync(id, cancellation);
            if (single.Find(id) is not null)
            {
                unknown.Remove(id);
            }
        }
    }

    private AuthentikObject? Find(IReadOnlyList<Resource> kinds, string id) =>
        kinds.Select(kind => GetKnown(kind).Find(id)).FirstOrDefault(found => found is not null);

    private KnownObjects GetKnown(Resource resource) => known.TryGetValue(resource.Noun, out var objects)
        ? objects
        : known[resource.Noun] = new KnownObjects(api, resource, lookup);
}
