using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik;

/// <summary>Reads single objects of a resource.</summary>
internal sealed class ResourceReader(ApiClient api, Resource resource, Lookup lookup, KindRouter kinds)
{
    private readonly ObjectSource objects = new(api);

    /// <summary>Reads an object, with all that its kind has.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> GetAsync(Identity identity, CancellationToken cancellation)
    {
        api.Call.Gate.Require(resource, Operations.Get);
        return await ReadWholeAsync(identity, await lookup.FindToShowAsync(identity, cancellation), cancellation);
    }

    private async Task<AuthentikObject> ReadWholeAsync(Identity identity, AuthentikObject found, CancellationToken cancellation)
    {
        if (await kinds.FindKindAsync(found, cancellation) is { } kind)
        {
            return await objects.ReadAsync(resource, kinds.FindPath(kind), KeyOf(found), cancellation);
        }

        return IsFromShortList(identity) ? await lookup.GetAsync(resource, KeyOf(found), cancellation) : found;
    }

    /// <summary>Reads the object that has exactly this name; null if none has.</summary>
    /// <exception cref="InputException">More than one thing has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject?> TryGetAsync(Identity identity, CancellationToken cancellation)
    {
        api.Call.Gate.Require(resource, Operations.Get);
        return await lookup.TryFindAsync(identity, cancellation) is { } found
            ? await ReadWholeAsync(identity, found, cancellation)
            : null;
    }

    /// <summary>Reads the one object of the resource's path.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> GetSingleAsync(CancellationToken cancellation)
    {
        api.Call.Gate.Require(resource, Operations.Get);
        using var response = await api.GetAsync(resource.Path, [], cancellation);
        return ObjectSource.Read(resource, response, api.Session);
    }

    /// <summary>Reads an object that is to be changed, if what is known isn't enough.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<AuthentikObject> FindAsync(Identity identity, CancellationToken cancellation) => lookup.FindAsync(identity, cancellation);

    /// <summary>Reads an object that is to be changed, with all that its kind has.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> FindWholeAsync(Identity identity, CancellationToken cancellation) =>
        await ReadWholeAsync(identity, await lookup.FindAsync(identity, cancellation), cancellation);

    /// <summary>The same object, identified so that nothing has to look it up again.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<Identity> ResolveAsync(Identity identity, CancellationToken cancellation) =>
        identity.FindTrustedId() is not null ? identity : resource.MakeIdentity(await lookup.FindAsync(identity, cancellation));

    /// <summary>The same object as it is on the server.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<Identity> LoadAsync(Identity identity, CancellationToken cancellation) =>
        identity.Object is not null ? identity : resource.MakeIdentity(await lookup.FindAsync(identity, cancellation));

    // An object that was found by its name comes from the list, which can lack fields.
    private bool IsFromShortList(Identity identity) =>
        resource.HasShortList && identity.FindId() is null && resource.Offers(Feature.Detail);

    private string KeyOf(AuthentikObject found) => IdentityIds.Write(found.ValueOf(resource.Key)!);
}
