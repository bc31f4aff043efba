using System.Runtime.CompilerServices;
using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>Lists as they arrive, page by page, with the filters that the server's version has.</summary>
internal static class StaleLists
{
    /// <summary>Reads a list. A filter that the server's version doesn't have is left out, so the rows have to be checked.</summary>
    /// <param name="client">The server.</param>
    /// <param name="resource">What is listed.</param>
    /// <param name="filters">Filters by the API's names.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <param name="search">Words to search for; null for none.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<T>> ListPagesAsync<T>(
        this JobClient client,
        Resource resource,
        IReadOnlyList<(string Name, object? Value)> filters,
        [EnumeratorCancellation] CancellationToken cancellation,
        string? search = null)
        where T : AuthentikObject
    {
        var query = client.MakeKnownQuery(resource, filters);
        query.Search = search;
        await foreach (var (objects, _) in client.Of(resource).Lister.ListAsync(query, skip: 0, first: null, cancellation))
        {
            yield return [.. objects.Cast<T>()];
        }
    }
}
