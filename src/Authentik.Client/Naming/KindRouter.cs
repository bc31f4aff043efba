using System.Collections.Concurrent;
using System.Text.Json;
using Authentik.Book;
using Authentik.Http;

namespace Authentik.Naming;

/// <summary>
/// Finds the kind of objects whose URL depends on another one: a connection of a user to a source is below the source's kind.
/// Resources with one fixed path have no kinds.
/// </summary>
internal sealed class KindRouter(ApiClient api, Resource resource, Lookup lookup)
{
    private readonly ConcurrentDictionary<string, Kind?> byKey = new(StringComparer.Ordinal);

    /// <summary>The path of a kind's list; the resource's own path where there is no kind.</summary>
    public string FindPath(Kind? kind) => kind is null ? resource.Path : resource.Routing!.GetPath(kind);

    /// <summary>The kind of a new object, and the object that decides it, which has been read.</summary>
    /// <param name="decider">The value of the field that decides; null where none was given.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">Nothing decides, or the kind has no such objects.</exception>
    public async Task<(Kind Kind, Identity Decider)> FindNewKindAsync(Identity? decider, CancellationToken cancellation)
    {
        var kinds = resource.Routing!;
        if (decider is null)
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"-{resource.GetField(kinds.By).Parameter} is missing. Specify it, because it decides which kind of "
                + $"{resource.Title} is created.");
        }

        var found = await lookup.FindAsync(decider, cancellation);
        var kind = kinds.Find(FindModel(found)) ?? throw HasNoKind(kinds, found);
        api.Call.Gate.Require($"{Articles.AddCapitalTo(resource.Title)} of the kind {kind.Name}", kind.Versions);
        return (kind, decider.Resource.MakeIdentity(found));
    }

    /// <summary>The kind of an existing object; null when it can't be told.</summary>
    public async Task<Kind?> FindKindAsync(AuthentikObject existing, CancellationToken cancellation) =>
        resource.Routing is { } kinds && FindDeciderKey(existing, kinds) is { } key ? await FindKindAsync(key, cancellation) : null;

    /// <summary>The kind to list when a filter names the object that decides: its list says more than the common one.</summary>
    public async Task<Kind?> FindListKindAsync(IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellation)
    {
        var key = resource.Routing is { } kinds ? query.FirstOrDefault(pair => pair.Key == $"{kinds.By}__{Decider.Key}").Value : null;
        return key is null ? null : await FindKindAsync(key, cancellation);
    }

    // The object that decides is embedded in a response without its kind, so it is read once from its own URL.
    private async Task<Kind?> FindKindAsync(string key, CancellationToken cancellation)
    {
        if (!byKey.TryGetValue(key, out var kind))
        {
            var found = await lookup.FindAsync(Decider.MakeIdentity(key), cancellation);
            byKey[key] = kind = resource.Routing!.Find(FindModel(found));
        }

        return kind;
    }

    private Resource Decider => api.Session.Book[resource.GetField(resource.Routing!.By).RefersTo!];

    // Older servers embed the object, newer ones send its id.
    private string? FindDeciderKey(AuthentikObject existing, KindRouting kinds)
    {
        if (existing.ValueOf(kinds.ObjectField) is AuthentikObject decider)
        {
            return decider.ValueOf(Decider.Key) as string;
        }

        return existing.Rest.TryGetValue(kinds.By, out var embedded)
            && embedded.ValueKind == JsonValueKind.Object
            && embedded.TryGetProperty(Decider.Key, out var key)
                ? key.ToString()
                : null;
    }

    private InputException HasNoKind(KindRouting kinds, AuthentikObject decider) => new(
        InputProblem.InvalidValue,
        $"The {decider.DescribeKind()} '{decider.ValueOf("name")}' can't have {Articles.AddTo(resource.Title)}. "
        + $"Specify one of these kinds: {string.Join(", ", kinds.Kinds.Select(kind => kind.Name))}.",
        decider);

    private static string? FindModel(AuthentikObject decider) => decider.ValueOf(Resource.ModelField) as string;
}
