using System.Runtime.CompilerServices;
using Authentik.Book;
using Authentik.Http;
using Authentik.Lists;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik;

/// <summary>Objects of a list as they arrive, and how many the server counts; null where it doesn't say.</summary>
internal sealed record ObjectChunk(IReadOnlyList<AuthentikObject> Objects, int? Total);

/// <summary>Lists the objects of a resource, chunk by chunk.</summary>
internal sealed class ResourceLister(ApiClient api, Resource resource, References references, KindRouter kinds)
{
    private readonly QueryWriter queries = new(api.Call, references);
    private readonly ListReader lists = new(api);
    private readonly ObjectRows rows = new(resource, api.Session);

    /// <summary>Lists what was asked for.</summary>
    /// <param name="list">Filters, words to search for, an order.</param>
    /// <param name="skip">Objects to leave out at the beginning.</param>
    /// <param name="first">How many are wanted; null for all. More may come.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InputException">A filter can't be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async IAsyncEnumerable<ObjectChunk> ListAsync(
        ListQuery list, long skip, long? first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        api.Call.Gate.Require(resource, Operations.Get);
        var asked = await queries.WriteAsync(list, cancellation);
        var query = resource.ListQuery.Where(always => asked.All(pair => pair.Key != always.Key)).Concat(asked).ToList();
        var kind = await kinds.FindListKindAsync(query, cancellation);
        var paths = kind is null ? ListPaths.FindAll(resource, api.Call.Gate) : [kinds.FindPath(kind)];
        var chunks = paths.Count == 1
            ? ListOneAsync(paths[0], query, skip, first, cancellation)
            : ListAllAsync(paths, query, skip, cancellation);
        await foreach (var chunk in chunks)
        {
            yield return chunk;
        }
    }

    /// <summary>Lists everything before the first object is used.</summary>
    /// <exception cref="InputException">A filter can't be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AuthentikObject>> ReadAllAsync(ListQuery list, CancellationToken cancellation)
    {
        var all = new List<AuthentikObject>();
        await foreach (var (objects, _) in ListAsync(list, skip: 0, first: null, cancellation))
        {
            all.AddRange(objects);
        }

        return all;
    }

    private async IAsyncEnumerable<ObjectChunk> ListOneAsync(
        string path,
        IReadOnlyList<KeyValuePair<string, string>> query,
        long skip,
        long? first,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pageSize = first is { } few && skip == 0 ? (int)Math.Clamp(few, 1, ListRequest.LargestPage) : ListRequest.LargestPage;
        var list = new ListRequest(path, query) { Skip = skip, Most = first, PageSize = pageSize };
        await foreach (var chunk in lists.ReadAsync(list, rows, cancellation))
        {
            FilterCheck.Verify(resource, query, chunk.Rows);
            yield return new ObjectChunk(chunk.Rows, chunk.Total);
        }
    }

    // The server can't skip rows across several lists, so they are read and dropped.
    private async IAsyncEnumerable<ObjectChunk> ListAllAsync(
        IReadOnlyList<string> paths,
        IReadOnlyList<KeyValuePair<string, string>> query,
        long skip,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            await foreach (var chunk in lists.ReadAsync(new ListRequest(path, query), rows, cancellation))
            {
                FilterCheck.Verify(resource, query, chunk.Rows);
                yield return new ObjectChunk([.. chunk.Rows.Skip((int)Math.Min(skip, int.MaxValue))], null);
                skip = Math.Max(0, skip - chunk.Rows.Count);
            }
        }
    }
}
