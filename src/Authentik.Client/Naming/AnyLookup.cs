using System.Collections.Concurrent;
using Authentik.Book;
using Authentik.Http;

namespace Authentik.Naming;

/// <summary>Finds an object of one of several kinds by its name, and the UUID by which others refer to it.</summary>
/// <param name="api">The server.</param>
/// <param name="lookup">Finds objects of one kind.</param>
/// <param name="kept">Gets the objects that others refer to; null if nobody needs them.</param>
internal sealed class AnyLookup(ApiClient api, Lookup lookup, FoundObjects? kept)
{
    private readonly ConcurrentDictionary<(string Kinds, string Name), Guid> references = new();

    /// <summary>
    /// The UUID. A name is looked up once per command, among all kinds: an object of the same name elsewhere must not get what was
    /// meant for another.
    /// </summary>
    /// <param name="identity">What was given.</param>
    /// <param name="kinds">Nouns of the resources it can be an object of.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<Guid> FindReferenceAsync(AnyIdentity identity, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        if (identity.Id is { } id)
        {
            return id;
        }

        if (identity.Object is { Resource: { } resource } known)
        {
            // An object that was embedded in another one can lack the UUID, so it is read again.
            return FindTargetId(known)
                ?? FindTargetId(await lookup.FindAsync(resource.MakeIdentity(known), cancellation))
                ?? throw NameErrors.WithoutTargetId(known);
        }

        var key = (Kinds: FoundObjects.JoinKinds(kinds), identity.Name);
        if (!references.TryGetValue(key, out var reference))
        {
            var found = await FindAsync(identity, kinds, cancellation);
            references[key] = reference = FindTargetId(found) ?? throw NameErrors.WithoutTargetId(found);
            kept?.Add(key.Kinds, key.Name, found);
        }

        return reference;
    }

    /// <summary>The object itself. A name is looked up among all kinds, a UUID in their order.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name, or the object is of another kind.</exception>
    public async Task<AuthentikObject> FindObjectAsync(AnyIdentity identity, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        if (identity.Object is not { Resource: { } resource } known)
        {
            return await FindAsync(identity, kinds, cancellation);
        }

        return kinds.Contains(resource.Noun) ? known : throw NameErrors.WrongKind(known, [.. kinds.Select(kind => api.Session.Book[kind])]);
    }

    private async Task<AuthentikObject> FindAsync(AnyIdentity identity, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        var name = identity.Name;
        var searched = kinds
            .Select(kind => api.Session.Book[kind])
            .Where(resource => (resource.Names.Count > 0 || identity.Id is not null) && api.Call.Gate.IsCertain(resource.Versions))
            .ToList();
        var results = await Task.WhenAll(searched.Select(resource => TryFindAsync(resource.MakeIdentity(name), cancellation)));
        var found = results.OfType<AuthentikObject>().ToList();
        return found.Count switch
        {
            0 => throw NameErrors.NotFound(name, searched, api.Session),
            1 => found[0],
            _ when identity.Id is not null => found[0],
            _ => throw NameErrors.Ambiguous(name, found),
        };
    }

    // A kind that the user can't view, or that the server doesn't have, has no object with this name.
    private async Task<AuthentikObject?> TryFindAsync(Identity identity, CancellationToken cancellation)
    {
        try
        {
            return await lookup.TryFindAsync(identity, cancellation);
        }
        catch (ApiException refused) when (refused.Kind
            is ApiErrorKind.Forbidden or ApiErrorKind.NotFound or ApiErrorKind.OperationMissing or ApiErrorKind.Validation)
        {
            return null;
        }
    }

    private Guid? FindTargetId(AuthentikObject whole)
    {
        var resource = whole.Resource!;
        var target = resource.TargetIds.FirstOrDefault(field => api.Call.Gate.IsCertain(field.Readable));
        return target is null
            ? whole.ValueOf(resource.Id) as Guid? ?? whole.ValueOf("uuid") as Guid?
            : whole.ValueOf(target.Name) as Guid?;
    }
}
