using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>Objects that were specified, as they are on the server now.</summary>
/// <param name="Found">Those that were found, each once.</param>
/// <param name="Missing">The others, with the reason.</param>
internal sealed record SpecifiedObjects<T>(IReadOnlyList<T> Found, IReadOnlyList<(string Name, Exception Why)> Missing);

/// <summary>
/// Reads objects that were specified. Objects from the pipeline may be out of date, so they are read again; if there are many, the list
/// takes fewer requests than one for each.
/// </summary>
internal sealed class AccessLookup(JobClient client)
{
    private const int FewObjects = 3;
    private const int RowsPerPage = 100;

    /// <summary>Reads them, in their order.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<SpecifiedObjects<TResult>> FindAsync<T, TResult>(
        Resource resource, IReadOnlyList<Identity> identities, Func<T, TResult> read, CancellationToken cancellation)
        where T : AuthentikObject
    {
        var wanted = identities.Select(one => one.FindTrustedId()).OfType<object>().ToHashSet();
        var listed = wanted.Count > FewObjects ? await ListAsync(resource, wanted, read, cancellation) : [];
        var (found, missing, seen) = (new List<TResult>(), new List<(string, Exception)>(), new HashSet<object>());
        foreach (var one in identities)
        {
            try
            {
                if (one.FindTrustedId() is { } id && listed.TryGetValue(id, out var known))
                {
                    AddOnce(id, known);
                }
                else
                {
                    var whole = (T)await client.Of(resource).Reader.GetAsync(one, cancellation);
                    AddOnce(whole.FindId(resource)!, read(whole));
                }
            }
            catch (Exception failure) when (failure is InputException or ApiException { IsObjectMissing: true })
            {
                missing.Add((one.ToString(), failure));
            }
        }

        return new SpecifiedObjects<TResult>(found, missing);

        void AddOnce(object id, TResult result)
        {
            if (seen.Add(id))
            {
                found.Add(result);
            }
        }
    }

    // The first page says how many there are. If they are too many, it was one request in vain.
    private async Task<Dictionary<object, TResult>> ListAsync<T, TResult>(
        Resource resource, HashSet<object> wanted, Func<T, TResult> read, CancellationToken cancellation)
        where T : AuthentikObject
    {
        var listed = new Dictionary<object, TResult>();
        await foreach (var chunk in client.Of(resource).Lister.ListAsync(new ListQuery(resource), skip: 0, first: null, cancellation))
        {
            foreach (var one in chunk.Objects.OfType<T>().Where(one => wanted.Contains(one.FindId(resource)!)))
            {
                listed[one.FindId(resource)!] = read(one);
            }

            if (listed.Count == wanted.Count || chunk.Total / RowsPerPage > wanted.Count)
            {
                break;
            }
        }

        return listed;
    }
}
