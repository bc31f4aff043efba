using System.Collections.Concurrent;
using Authentik.Book;
using Authentik.Http;

namespace Authentik.Naming;

/// <summary>
/// Finds objects by their names and ids. What the server returns is compared with what was asked for, because a filter that the
/// server doesn't know returns the whole list.
/// </summary>
/// <param name="api">The server.</param>
/// <param name="kept">Gets the objects that others refer to; null if nobody needs them.</param>
internal sealed class Lookup(ApiClient api, FoundObjects? kept = null)
{
    private readonly ConcurrentDictionary<(string Noun, string Text, string? Claim), Lazy<Task<object>>> references = new();
    private readonly ObjectSource objects = new(api);

    /// <summary>
    /// The value by which other objects refer to it: a <see cref="long"/> or a <see cref="Guid"/>. A name is looked up once per
    /// command.
    /// </summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<object> FindReferenceAsync(Identity identity, CancellationToken cancellation)
    {
        if (identity.FindTrustedId() is { } id)
        {
            return id;
        }

        // Two rows can say different names for one id. Several at once wait for the same look-up.
        var key = (identity.Resource.Noun, identity.ToString(), identity.Claim);
        var found = references.GetOrAdd(key, _ => new(() => LookUpAsync(identity, cancellation)));
        try
        {
            return await found.Value;
        }
        catch
        {
            references.TryRemove(KeyValuePair.Create(key, found));
            throw;
        }
    }

    private async Task<object> LookUpAsync(Identity identity, CancellationToken cancellation)
    {
        var target = await FindAsync(identity, cancellation);
        kept?.Add(identity.Resource.Noun, identity.ToString(), target);
        return target.FindId(identity.Resource) ?? throw NotFound(identity);
    }

    /// <summary>The last part of its URL, looked up only where it has to be.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<string> FindKeyAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = identity.Resource;
        if (identity.Object?.ValueOf(resource.Key) is { } key)
        {
            return IdentityIds.Write(key);
        }

        if (resource.Key == resource.Id && identity.FindTrustedId() is { } id)
        {
            return IdentityIds.Write(id);
        }

        // An object that wasn't read from a server has nothing that it could be looked up by.
        var found = identity.Object is null ? await FindAsync(identity, cancellation) : throw NotFound(identity);
        return IdentityIds.Write(found.ValueOf(resource.Key) ?? throw NotFound(identity));
    }

    /// <summary>The URL that changes or removes an object: that of its own kind, where the family has none.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<string> FindPathAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = identity.Resource;
        if (resource.Offers(Feature.Detail))
        {
            var key = await FindKeyAsync(identity, cancellation);
            var (path, _) = await objects.FindListAsync(resource, key, cancellation);
            return ListPaths.AddKey(path, key);
        }

        var found = identity.Object ?? await FindAsync(identity, cancellation);
        var own = FindAddressed(resource, found);
        return ListPaths.AddKey(own.Path, IdentityIds.Write(found.ValueOf(own.Key) ?? throw NotFound(identity)));
    }

    /// <summary>Reads the object from the server.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> FindAsync(Identity identity, CancellationToken cancellation)
    {
        if (identity.Object is { } known)
        {
            return await GetAsync(FindAddressed(identity.Resource, known), await FindKeyAsync(identity, cancellation), cancellation);
        }

        if (identity.IsId)
        {
            var found = await FindByIdAsync(identity, cancellation) ?? throw NotFound(identity);
            RefuseContradiction(identity, found);
            return found;
        }

        return await TryFindAsync(identity, cancellation) ?? throw await NotMeantAsync(identity, cancellation);
    }

    /// <summary>Reads the object that is only looked at: by another name too, such as an e-mail address, if no name is this one.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> FindToShowAsync(Identity identity, CancellationToken cancellation)
    {
        if (identity.Object is not null || identity.IsId)
        {
            return await FindAsync(identity, cancellation);
        }

        return await TryFindAsync(identity, cancellation)
            ?? await FindByNameAsync(identity, identity.Resource.OtherNames, cancellation)
            ?? throw await NotMeantAsync(identity, cancellation);
    }

    /// <summary>Reads the object that has the string as its name or id; null when none has.</summary>
    /// <exception cref="InputException">More than one thing has it.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject?> TryFindAsync(Identity identity, CancellationToken cancellation)
    {
        // A string that looks like a UUID is one nearly always. A string of digits is a name and never an id: where user names are
        // numbers, the id would be somebody else.
        var isUuid = identity.Resource.IdType == FieldType.Uuid && Guid.TryParse((string)identity.Value, out _);
        var isId = isUuid || identity.Resource.Names.Count == 0;
        return (isId ? await FindByIdAsync(identity, cancellation) : null)
            ?? await FindByNameAsync(identity, identity.Resource.Names, cancellation)
            ?? (identity.Resource.IdType == FieldType.Text ? await FindByIdAsync(identity, cancellation) : null);
    }

    private async Task<AuthentikObject?> FindByNameAsync(
        Identity identity, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var (resource, text) = (identity.Resource, (string)identity.Value);
        foreach (var name in names)
        {
            var found = name == resource.Key
                ? await FindByKeyAsync(resource, text, cancellation)
                : await FindByFieldAsync(resource, name, text, cancellation);
            if (RequireOne(identity, name, found) is { } one)
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>Reads one object by the last part of its URL, or out of the list where it has no URL.</summary>
    /// <exception cref="InputException">The list doesn't have it.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> GetAsync(Resource resource, string key, CancellationToken cancellation)
    {
        if (resource.Offers(Feature.Detail))
        {
            return await objects.GetAsync(resource, key, cancellation);
        }

        var identity = resource.MakeIdentity(key, isId: true);
        return RequireOne(identity, resource.Key, await SearchByKeyAsync(resource, key, cancellation)) ?? throw NotFound(identity);
    }

    private async Task<AuthentikObject?> FindByIdAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = identity.Resource;
        if ((identity.FindId() ?? IdentityIds.ParseId(resource, identity.ToString())) is not { } id)
        {
            return null;
        }

        if (resource.Key == resource.Id && resource.Offers(Feature.Detail))
        {
            return await objects.TryGetAsync(resource, IdentityIds.Write(id), cancellation);
        }

        var filter = FindFilter(resource, resource.IdFilter);
        var query = filter is null ? [] : new[] { new KeyValuePair<string, string>(filter.Name, IdentityIds.Write(id)) };
        var found = await objects.SearchAsync(resource, query, row => id.Equals(row.FindId(resource)), cancellation);
        return RequireOne(identity, resource.Id, found);
    }

    private async Task<IReadOnlyList<AuthentikObject>> FindByKeyAsync(Resource resource, string text, CancellationToken cancellation)
    {
        if (!resource.Offers(Feature.Detail))
        {
            return await SearchByKeyAsync(resource, text, cancellation);
        }

        var isSlug = text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        return isSlug && await objects.TryGetAsync(resource, text, cancellation) is { } found ? [found] : [];
    }

    private Task<IReadOnlyList<AuthentikObject>> SearchByKeyAsync(Resource resource, string key, CancellationToken cancellation) =>
        objects.SearchAsync(resource, [], row => row.ValueOf(resource.Key) is { } value && IdentityIds.Write(value) == key, cancellation);

    private async Task<IReadOnlyList<AuthentikObject>> FindByFieldAsync(
        Resource resource, string name, string text, CancellationToken cancellation)
    {
        var query = new KeyValuePair<string, string>(FindFilter(resource, name)?.Name ?? "search", text);
        try
        {
            return await objects.SearchAsync(resource, [query], row => row.ValueOf(name) is string value && value == text, cancellation);
        }
        catch (ApiException refused) when (refused.Kind == ApiErrorKind.Validation)
        {
            // Some filters accept only existing values. A refusal means that no object has the name.
            return [];
        }
    }

    private Filter? FindFilter(Resource resource, string? name) =>
        resource.Filters.FirstOrDefault(filter => filter.Name == name && api.Call.Gate.IsCertain(filter.Versions));

    // Two kinds of a family can have objects with the same number, so the object's own kind decides the URL.
    private static Resource FindAddressed(Resource resource, AuthentikObject found) =>
        !resource.Offers(Feature.Detail) && found.Resource is { } own && own.Family == resource.Noun ? own : resource;

    private static AuthentikObject? RequireOne(Identity identity, string field, IReadOnlyList<AuthentikObject> found) => found.Count switch
    {
        0 => null,
        1 => found[0],
        _ => throw NameErrors.Ambiguous(identity, field, found),
    };

    private void RefuseContradiction(Identity identity, AuthentikObject found)
    {
        if (identity.Claim is { } claimed && found.ValueOf(identity.Resource.Names[0]) is string name && name != claimed)
        {
            throw NameErrors.Contradiction(identity, name, api.Session);
        }
    }

    private async Task<InputException> NotMeantAsync(Identity identity, CancellationToken cancellation) =>
        NameErrors.NotFound(identity, api.Session, await new Suggestions(objects).FindAsync(identity, cancellation));

    private InputException NotFound(Identity identity) => NameErrors.NotFound(identity, api.Session, suggestion: null);
}
