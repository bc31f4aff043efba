using System.Collections.Concurrent;
using Authentik.Http;

namespace Authentik.Naming;

/// <summary>The ids by which a request refers to other objects, of one kind or of several.</summary>
internal sealed class References(ApiClient api, Lookup lookup, FoundObjects? kept = null)
{
    private readonly AnyLookup any = new(api, lookup, kept);

    // As for ids, a name is looked up once per command.
    private readonly ConcurrentDictionary<(string Noun, string Name, string Field), object> parts = new();

    /// <summary>The id: a <see cref="long"/>, a <see cref="Guid"/> or a string. A name is looked up.</summary>
    /// <param name="identity">An <see cref="Identity"/> or an <see cref="AnyIdentity"/>.</param>
    /// <param name="kinds">Nouns of the kinds, where there are several.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<object> FindAsync(object identity, IReadOnlyList<string> kinds, CancellationToken cancellation) =>
        identity is Identity one
            ? await lookup.FindReferenceAsync(one, cancellation)
            : await any.FindReferenceAsync((AnyIdentity)identity, kinds, cancellation);

    /// <summary>
    /// A field of the object, such as its slug. A string that names no object that the user can view is taken for the field itself: many
    /// users can use an object that they can't view.
    /// </summary>
    /// <exception cref="InputException">More than one thing has the name.</exception>
    public async Task<object> FindPartAsync(Identity identity, string field, CancellationToken cancellation)
    {
        if (identity.Object?.ValueOf(field) is { } known)
        {
            return known;
        }

        if (identity.Object is not null || identity.IsId)
        {
            return (await lookup.FindAsync(identity, cancellation)).ValueOf(field) ?? identity.Value;
        }

        var key = (identity.Resource.Noun, identity.ToString(), field);
        return parts.TryGetValue(key, out var part) ? part : parts[key] = await FindPartByNameAsync(identity, field, cancellation);
    }

    private async Task<object> FindPartByNameAsync(Identity identity, string field, CancellationToken cancellation)
    {
        try
        {
            return (await lookup.TryFindAsync(identity, cancellation))?.ValueOf(field) ?? identity.Value;
        }
        catch (ApiException refused) when (refused.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotFound)
        {
            return identity.Value;
        }
    }

    /// <summary>The object that an <see cref="AnyIdentity"/> names, of one of several kinds.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name, or the object is of another kind.</exception>
    public async Task<Identity> IdentifyAsync(AnyIdentity identity, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        var found = await any.FindObjectAsync(identity, kinds, cancellation);
        return found.Resource!.MakeIdentity(found);
    }
}
