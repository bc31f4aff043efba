using System.Text.Json;
using Authentik.Book;
using Authentik.Http;
using Authentik.Lists;

namespace Authentik.Naming;

/// <summary>Reads objects from the server: one by its key, or those of a list that are meant.</summary>
internal sealed class ObjectSource(ApiClient api)
{
    private readonly ListReader lists = new(api);

    /// <summary>Reads the object that a response has to consist of.</summary>
    /// <exception cref="ApiException">The response isn't an object, or it has nothing of this kind.</exception>
    public static AuthentikObject Read(Resource resource, ApiResponse response, Session session) =>
        Require(
            response.ReadObject((ref Utf8JsonReader json) => ObjectReader.ReadNext(resource, ref json, session)),
            resource.Title,
            response);

    /// <summary>Refuses an object without a value: the server, or something in front of it, sent a success without content.</summary>
    /// <exception cref="ApiException">It has no value.</exception>
    public static T Require<T>(T read, string title, ApiResponse response)
        where T : AuthentikObject => read.Present.Any(field => read.ValueOf(field) is not null)
            ? read
            : throw response.Refuse($"It has no value of the {title}");

    /// <summary>Reads an object that has a URL.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> GetAsync(Resource resource, string key, CancellationToken cancellation)
    {
        var (path, read) = await FindListAsync(resource, key, cancellation);
        return read ?? await ReadAsync(resource, path, key, cancellation);
    }

    /// <summary>The same; null where no object has the key.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject?> TryGetAsync(Resource resource, string key, CancellationToken cancellation)
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

    /// <summary>
    /// The list that has the object. Where there are several, each is asked, and the one that has it has been read with that.
    /// </summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<(string Path, AuthentikObject? Read)> FindListAsync(Resource resource, string key, CancellationToken cancellation)
    {
        var paths = ListPaths.FindAll(resource, api.Call.Gate);
        foreach (var path in paths.Take(paths.Count - 1))
        {
            try
            {
                return (path, await ReadAsync(resource, path, key, cancellation));
            }
            catch (ApiException missing) when (missing.IsObjectMissing)
            {
                // The object belongs to another kind, so the next path is tried.
            }
        }

        return (paths[^1], null);
    }

    /// <summary>Reads a list and keeps the objects that are meant.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AuthentikObject>> SearchAsync(
        Resource resource,
        IReadOnlyList<KeyValuePair<string, string>> query,
        Func<AuthentikObject, bool> isMeant,
        CancellationToken cancellation)
    {
        var found = new List<AuthentikObject>();
        foreach (var path in ListPaths.FindAll(resource, api.Call.Gate))
        {
            var list = new ListRequest(path, [.. resource.ListQuery, .. query]);
            await foreach (var chunk in lists.ReadAsync(list, new ObjectRows(resource, api.Session), cancellation))
            {
                found.AddRange(chunk.Rows.Where(isMeant));
            }
        }

        return found;
    }

    /// <summary>Reads the first objects that the server finds by words.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AuthentikObject>> SearchPageAsync(Resource resource, string words, CancellationToken cancellation)
    {
        var path = ListPaths.FindAll(resource, api.Call.Gate)[0];
        var list = new ListRequest(path, [.. resource.ListQuery, new("search", words)]) { PageSize = 20 };
        await foreach (var chunk in lists.ReadAsync(list, new ObjectRows(resource, api.Session), cancellation))
        {
            return chunk.Rows;
        }

        return [];
    }

    /// <summary>Reads an object of a list by its key.</summary>
    /// <exception cref="ApiException">The server refused, no response arrived, or it has another object.</exception>
    public async Task<AuthentikObject> ReadAsync(Resource resource, string path, string key, CancellationToken cancellation)
    {
        using var response = await api.GetAsync(ListPaths.AddKey(path, key), [], cancellation);
        var read = Read(resource, response, api.Session);
        return IsMeant(resource, read, key) ? read : throw response.Refuse($"It has another {resource.Title} than '{key}'.");
    }

    // A cache that mixes up responses must not decide what is changed or removed.
    private static bool IsMeant(Resource resource, AuthentikObject read, string key) =>
        read.ValueOf(resource.Key) is not { } found
        || IdentityIds.Write(found).Replace("-", null).Equals(key.Replace("-", null), StringComparison.OrdinalIgnoreCase);
}
