using System.Collections.Concurrent;
using System.Globalization;
using Authentik.Book;

namespace Authentik.Requests;

/// <summary>
/// Finds objects by what names them. What comes back from the server is compared with what was asked for, because a filter
/// that the server does not know answers with the whole list.
/// </summary>
internal sealed class IdentityResolver(ApiClient api)
{
    private readonly ConcurrentDictionary<(string Noun, string Text), object> references = new();
    private readonly ListReader lists = new(api);
    private readonly VersionGate gate = new(api.Session, api.Log);
    private AnyResolver? any;

    /// <summary>Finds objects that may be of several kinds.</summary>
    public AnyResolver Any => any ??= new AnyResolver(api, this);

    /// <summary>The value other objects refer to it by: a <see cref="long"/> or a <see cref="Guid"/>. Names are looked up once for each command.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<object> ReferenceAsync(Identity identity, CancellationToken cancellation)
    {
        if (TrustedId(identity) is { } id)
        {
            return id;
        }

        var key = (identity.Resource.Noun, identity.ToString());
        if (!references.TryGetValue(key, out var found))
        {
            var target = await FindAsync(identity, cancellation);
            found = IdOf(identity.Resource, target) ?? throw NotFound(identity);
            references[key] = found;
        }

        return found;
    }

    /// <summary>The last part of its URL, looked up only where it has to be.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<string> KeyAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = identity.Resource;
        if (identity.Object?.ValueOf(resource.Key) is { } key)
        {
            return Text(key);
        }

        if (resource.Key == resource.Id && TrustedId(identity) is { } id)
        {
            return Text(id);
        }

        var found = await FindAsync(identity, cancellation);
        return Text(found.ValueOf(resource.Key) ?? throw NotFound(identity));
    }

    /// <summary>Reads the object from the server.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<AuthentikObject> FindAsync(Identity identity, CancellationToken cancellation)
    {
        if (identity.Object is { } known)
        {
            return await GetAsync(Addressing(identity.Resource, known), await KeyAsync(identity, cancellation), cancellation);
        }

        if (identity.IsId)
        {
            var found = await FindByIdAsync(identity, cancellation) ?? throw NotFound(identity);
            RefuseContradiction(identity, found);
            return found;
        }

        // A text that looks like a UUID is one nearly always. A text of digits is a name and never an id: with numbers for user
        // names, the id would be somebody else.
        var isUuid = identity.Resource.IdKind == FieldKind.Uuid && Guid.TryParse((string)identity.Value, out _);
        var isId = isUuid || identity.Resource.Names.Count == 0;
        return (isId ? await FindByIdAsync(identity, cancellation) : null)
            ?? await FindByNameAsync(identity, cancellation)
            ?? (identity.Resource.IdKind == FieldKind.Text ? await FindByIdAsync(identity, cancellation) : null)
            ?? throw NotFound(identity);
    }

    /// <summary>The URL that changes or removes an object: that of its own kind, where the family has none.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<string> PathAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = identity.Resource;
        if (!resource.Without.HasFlag(Missing.Retrieve))
        {
            var key = await KeyAsync(identity, cancellation);
            var (path, _) = await PlaceAsync(resource, key, cancellation);
            return ResourcePath.Of(path, key);
        }

        var found = identity.Object ?? await FindAsync(identity, cancellation);
        var own = Addressing(resource, found);
        return ResourcePath.Of(own.Path, Text(found.ValueOf(own.Key) ?? throw NotFound(identity)));
    }

    /// <summary>Reads one object by the last part of its URL, or out of the list where it has no URL.</summary>
    /// <exception cref="InputException">The list does not have it.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<AuthentikObject> GetAsync(Resource resource, string key, CancellationToken cancellation)
    {
        if (resource.Without.HasFlag(Missing.Retrieve))
        {
            var found = await SearchAsync(resource, [], row => row.ValueOf(resource.Key) is { } value && Text(value) == key, cancellation);
            return Single(resource.NewIdentity(key, true), resource.Key, found) ?? throw NotFound(resource.NewIdentity(key, true));
        }

        var (path, read) = await PlaceAsync(resource, key, cancellation);
        if (read is not null)
        {
            return read;
        }

        using var answer = await api.GetAsync(ResourcePath.Of(path, key), [], cancellation);
        return ObjectReader.Read(resource, answer.Json, api.Session);
    }

    // The list that has the object. Where there are several, each is asked, and the one that knows it has been read with that.
    private async Task<(string Path, AuthentikObject? Read)> PlaceAsync(Resource resource, string key, CancellationToken cancellation)
    {
        var paths = ListPaths.Of(resource, gate);
        foreach (var path in paths.Take(paths.Count - 1))
        {
            try
            {
                using var answer = await api.GetAsync(ResourcePath.Of(path, key), [], cancellation);
                return (path, ObjectReader.Read(resource, answer.Json, api.Session));
            }
            catch (ApiException missing) when (missing.IsObjectMissing)
            {
                // Of another kind.
            }
        }

        return (paths[^1], null);
    }

    // Numbers of one kind of a family may be those of another kind as well, so the kind's own URL is the right one.
    private static Resource Addressing(Resource resource, AuthentikObject found) =>
        resource.Without.HasFlag(Missing.Retrieve) && found.Resource is { } own && own.Family == resource.Noun ? own : resource;

    private static AuthentikObject? Single(Identity identity, string field, IReadOnlyList<AuthentikObject> found) => found.Count switch
    {
        0 => null,
        1 => found[0],
        _ => throw IdentityRefusal.Ambiguous(identity, field, found),
    };

    private async Task<AuthentikObject?> TryGetAsync(Resource resource, string key, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(resource, key, cancellation);
        }
        catch (ApiException missing) when (missing.IsObjectMissing)
        {
            return null;
        }
    }

    private async Task<AuthentikObject?> FindByIdAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = identity.Resource;
        if ((KnownId(identity) ?? ParseId(resource, identity.ToString())) is not { } id)
        {
            return null;
        }

        if (resource.Key == resource.Id && !resource.Without.HasFlag(Missing.Retrieve))
        {
            return await TryGetAsync(resource, Text(id), cancellation);
        }

        var filter = resource.Filters.FirstOrDefault(filter => filter.Name == resource.IdFilter && gate.Holds(filter.Versions));
        var query = filter is null ? [] : new[] { new KeyValuePair<string, string>(filter.Name, Text(id)) };
        var found = await SearchAsync(resource, query, row => id.Equals(IdOf(resource, row)), cancellation);
        return Single(identity, resource.Id, found);
    }

    /// <summary>Reads the object that has the name; null when none has.</summary>
    /// <exception cref="InputException">More than one thing has it.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<AuthentikObject?> FindByNameAsync(Identity identity, CancellationToken cancellation)
    {
        var (resource, text) = (identity.Resource, (string)identity.Value);
        foreach (var name in resource.Names)
        {
            var found = name == resource.Key ? await FindByKeyAsync(resource, text, cancellation) : await FindByFieldAsync(resource, name, text, cancellation);
            if (Single(identity, name, found) is { } one)
            {
                return one;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<AuthentikObject>> FindByKeyAsync(Resource resource, string text, CancellationToken cancellation)
    {
        var isSlug = text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        return isSlug && await TryGetAsync(resource, text, cancellation) is { } found ? [found] : [];
    }

    private async Task<IReadOnlyList<AuthentikObject>> FindByFieldAsync(Resource resource, string name, string text, CancellationToken cancellation)
    {
        var filter = resource.Filters.FirstOrDefault(filter => filter.Name == name && gate.Holds(filter.Versions));
        var query = new KeyValuePair<string, string>(filter?.Name ?? "search", text);
        try
        {
            return await SearchAsync(resource, [query], row => row.ValueOf(name) is string value && value == text, cancellation);
        }
        catch (ApiException refused) when (refused.Kind == ApiErrorKind.Validation)
        {
            // Some filters take only values that exist; others are refused, and that is an answer too.
            return [];
        }
    }

    private async Task<IReadOnlyList<AuthentikObject>> SearchAsync(
        Resource resource, IReadOnlyList<KeyValuePair<string, string>> query, Func<AuthentikObject, bool> isMeant, CancellationToken cancellation)
    {
        var found = new List<AuthentikObject>();
        foreach (var path in ListPaths.Of(resource, gate))
        {
            await foreach (var chunk in lists.ReadAsync(path, [.. resource.ListQuery, .. query], skip: 0, ListReader.PageSize, cancellation))
            {
                found.AddRange(chunk.Rows.Select(row => ObjectReader.Read(resource, row, api.Session)).Where(isMeant));
            }
        }

        return found;
    }

    /// <summary>The id, where it is known without a look-up: a <see cref="long"/>, a <see cref="Guid"/> or a text; null otherwise.</summary>
    public static object? KnownId(Identity identity) => identity.Value switch
    {
        AuthentikObject found => IdOf(identity.Resource, found),
        string text when identity.Resource.IdKind != FieldKind.Uuid && identity.Resource.Names.Count > 0 && !identity.IsId => null,
        string text => ParseId(identity.Resource, text),
        var id => id,
    };

    /// <summary>The same where nothing has to be read first: null as well for an id beside which a name is claimed.</summary>
    public static object? TrustedId(Identity identity) => identity.ClaimedName is null ? KnownId(identity) : null;

    private static object? ParseId(Resource resource, string text) => resource.IdKind switch
    {
        FieldKind.Integer => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldKind.Uuid => Guid.TryParse(text, out var id) ? id : null,
        _ => text,
    };

    private static object? IdOf(Resource resource, AuthentikObject found) => found.ValueOf(resource.Id) switch
    {
        int number => (long)number,
        var id => id,
    };

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private void RefuseContradiction(Identity identity, AuthentikObject found)
    {
        if (identity.ClaimedName is { } claimed && found.ValueOf(identity.Resource.Names[0]) is string name && name != claimed)
        {
            throw IdentityRefusal.Contradiction(identity, name, api.Session);
        }
    }

    private InputException NotFound(Identity identity) => IdentityRefusal.NotFound(identity, api.Session);
}
