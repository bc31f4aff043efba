using System.Runtime.CompilerServices;
using System.Text.Json;
using Authentik.Http;

namespace Authentik.Lists;

/// <summary>Some rows of a list, and what the server said of the whole.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many rows the server counts; null where it doesn't say.</param>
internal sealed record ListChunk(IReadOnlyList<JsonElement> Rows, int? Total);

/// <summary>
/// Reads a list page by page, each row once. While the second half of a page is being used, the next page is requested. A caller that
/// stops in the first half of a page causes no further request. A list that changed while it was read is read again, until it rests:
/// what was in it from the beginning to the end is delivered, whatever the caller does to it meanwhile.
/// </summary>
internal sealed class ListReader(ApiClient api)
{
    private const int MostPasses = 30;

    /// <summary>Reads the rows.</summary>
    /// <exception cref="ApiException">The server refused, no response arrived, or it isn't a list that ends.</exception>
    public async IAsyncEnumerable<ListChunk> ReadAsync(ListRequest list, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = new ReadRows(list.Keys);
        for (var number = 1; number <= MostPasses; number++)
        {
            var pass = new ListPass(rows, api.Session, isFirst: number == 1);
            await foreach (var chunk in ReadPassAsync(list, pass, cancellation))
            {
                yield return chunk;
            }

            if (!pass.IsDisturbed || (number > 1 && !pass.IsFruitful))
            {
                WarnOfShortage(list, pass);
                yield break;
            }
        }

        api.Call.Log.Warning(
            $"The list {list.Path} changed each of the {MostPasses} times that it was read, so some objects may be missing. "
                + "Run the command again when fewer changes are made.");
    }

    private void WarnOfShortage(ListRequest list, ListPass pass)
    {
        if (pass.Shortage is { } shortage)
        {
            api.Call.Log.Warning($"The list {list.Path} may lack some objects: {shortage}.");
        }
    }

    /// <summary>Reads one page, for a caller that may need no other.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ListChunk> ReadOneAsync(ListRequest list, int number, CancellationToken cancellation)
    {
        var page = await ReadPageAsync(list, number, cancellation);
        return new ListChunk(page.Rows, page.Total);
    }

    private async IAsyncEnumerable<ListChunk> ReadPassAsync(
        ListRequest list, ListPass pass, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<ListPage>? next = null;
        try
        {
            var page = await ReadFirstAsync(list, stop.Token);
            for (var skip = list.Skip - page.Start; ; skip -= page.Rows.Count)
            {
                var rows = pass.Take(page, (int)Math.Clamp(skip, 0, int.MaxValue));
                var half = page.Next == 0 ? rows.Length : (rows.Length + 1) / 2;
                yield return new ListChunk(rows[..half], page.Total);
                if (page.Next == 0)
                {
                    yield break;
                }

                next = ReadPageAsync(list, page.Next, stop.Token);
                yield return new ListChunk(rows[half..], page.Total);
                page = await next;
                next = null;
            }
        }
        finally
        {
            await AbandonAsync(next, stop);
        }
    }

    // Reading starts at the page of the first row. If the server's pages are smaller than requested, start_index shows that the page
    // begins elsewhere, and reading starts at page 1.
    private async Task<ListPage> ReadFirstAsync(ListRequest list, CancellationToken cancellation)
    {
        var number = (list.Skip / list.PageSize) + 1;
        var page = number > int.MaxValue ? ListPage.Missing : await ReadPageAsync(list, (int)number, cancellation);
        if (number > 1 && page == ListPage.Missing)
        {
            // A page beyond the end has no total. The first page has it.
            return page with { Total = (await ReadPageAsync(list with { PageSize = 1 }, 1, cancellation)).Total };
        }

        var isExpected = number == 1 || page.Rows.Count == 0 || page.Start == (number - 1L) * list.PageSize;
        return isExpected ? page : await ReadPageAsync(list, 1, cancellation);
    }

    private async Task<ListPage> ReadPageAsync(ListRequest list, int number, CancellationToken cancellation)
    {
        try
        {
            using var response = await api.GetAsync(list.Path, list.GetPageQuery(number), cancellation);
            return ListPage.Read(response, number, list.HasAnyRows);
        }
        catch (ApiException gone) when (number > 1 && gone.IsObjectMissing)
        {
            return ListPage.Missing;
        }
    }

    private static async Task AbandonAsync(Task<ListPage>? page, CancellationTokenSource stop)
    {
        if (page is null)
        {
            return;
        }

        await stop.CancelAsync();
        try
        {
            await page;
        }
        catch (Exception error) when (error is ApiException or InputException or OperationCanceledException)
        {
            // The page isn't needed anymore, so its failure isn't reported.
        }
    }
}
