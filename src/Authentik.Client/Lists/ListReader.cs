using System.Runtime.CompilerServices;
using Authentik.Http;

namespace Authentik.Lists;

/// <summary>Some rows of a list, and what the server said of the whole.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many rows the server counts; null where it doesn't say.</param>
internal sealed record ListChunk<T>(IReadOnlyList<T> Rows, int? Total);

/// <summary>
/// Reads a list page by page, each row once. While the second half of a page is being used, the next pages are requested: one at first, and
/// more the longer the list is read. A caller that stops in the first half of the first page causes no further request. A list that
/// changed while it was read is read again, until it rests: what was in it from the beginning to the end is delivered, whatever the caller
/// does to it meanwhile.
/// </summary>
internal sealed class ListReader(ApiClient api)
{
    private const int MostPasses = 30;
    private const int MostAhead = 3;

    /// <summary>Reads the rows.</summary>
    /// <exception cref="ApiException">The server refused, no response arrived, or it isn't a list that ends.</exception>
    public async IAsyncEnumerable<ListChunk<T>> ReadAsync<T>(
        ListRequest list, RowReader<T> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var given = new KeySet();
        for (var number = 1; number <= MostPasses; number++)
        {
            var pass = new ListPass<T>(given, api.Session, isFirst: number == 1);
            await foreach (var chunk in ReadPassAsync(list, rows, pass, cancellation))
            {
                yield return chunk;
            }

            if (!pass.IsDisturbed || (number > 1 && !pass.IsFruitful))
            {
                WarnOfShortage(list, pass.Shortage);
                yield break;
            }
        }

        api.Call.Log.Warning(
            $"The list {list.Path} changed each of the {MostPasses} times that it was read, so some objects may be missing. "
                + "Run the command again when fewer changes are made.");
    }

    private void WarnOfShortage(ListRequest list, string? shortage)
    {
        if (shortage is not null)
        {
            api.Call.Log.Warning($"The list {list.Path} may lack some objects: {shortage}.");
        }
    }

    /// <summary>Reads one page, for a caller that may need no other.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ListChunk<T>> ReadOneAsync<T>(ListRequest list, RowReader<T> rows, int number, CancellationToken cancellation)
    {
        var page = await ReadPageAsync(list, rows, number, cancellation);
        return new ListChunk<T>(page.Rows, page.Total);
    }

    private async IAsyncEnumerable<ListChunk<T>> ReadPassAsync<T>(
        ListRequest list, RowReader<T> rows, ListPass<T> pass, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var ahead = new PagesAhead<T>((number, token) => ReadPageAsync(list, rows, number, token), cancellation);
        var page = await ReadFirstAsync(list, rows, cancellation);
        var skip = list.Skip - page.Start;
        for (var count = 1; ; count++)
        {
            var fresh = pass.Take(page, (int)Math.Clamp(skip, 0, int.MaxValue));
            if (page.Next == 0)
            {
                yield return new ListChunk<T>(fresh, page.Total);
                yield break;
            }

            var half = (fresh.Count + 1) / 2;
            yield return new ListChunk<T>([.. fresh.Take(half)], page.Total);
            ahead.Request(page.Next, FindLastPage(list, page), Math.Min(count, MostAhead));
            yield return new ListChunk<T>([.. fresh.Skip(half)], page.Total);
            skip -= page.Rows.Count;
            page = await ahead.TakeAsync(page.Next);
        }
    }

    // As far as anybody can say now: a page that isn't the last one is full, and the next page is needed unless this one has the last row
    // that is wanted. Rows that were given before make it fewer than wanted; then the next page is requested when it is needed.
    private static long FindLastPage<T>(ListRequest list, ListPage<T> page)
    {
        var wanted = list.Most is { } most && most < long.MaxValue - list.Skip ? list.Skip + most : long.MaxValue;
        if (page.End is not { } end)
        {
            return page.Next;
        }

        if (end >= wanted)
        {
            return page.Next - 1;
        }

        var size = Math.Max(page.Rows.Count, 1);
        var more = (Math.Min(page.Total ?? 0, wanted) - end + size - 1) / size;
        return page.Next - 1 + Math.Max(more, 1);
    }

    // Reading starts at the page of the first row. If the server's pages are smaller than requested, start_index shows that the page
    // begins elsewhere, and reading starts at page 1.
    private async Task<ListPage<T>> ReadFirstAsync<T>(ListRequest list, RowReader<T> rows, CancellationToken cancellation)
    {
        var number = (list.Skip / list.PageSize) + 1;
        var page = number > int.MaxValue ? ListPage<T>.Missing : await ReadPageAsync(list, rows, (int)number, cancellation);
        if (number > 1 && page.IsMissing)
        {
            // A page beyond the end has no total. The first page has it.
            var first = await ReadPageAsync(list with { PageSize = 1 }, rows, 1, cancellation);
            return page with { Envelope = new PageEnvelope(0, list.Skip, first.Total) };
        }

        var isExpected = number == 1 || page.Rows.Count == 0 || page.Start == (number - 1L) * list.PageSize;
        return isExpected ? page : await ReadPageAsync(list, rows, 1, cancellation);
    }

    private async Task<ListPage<T>> ReadPageAsync<T>(ListRequest list, RowReader<T> rows, int number, CancellationToken cancellation)
    {
        try
        {
            var request = new ApiRequest(HttpMethod.Get, list.Path, list.GetPageQuery(number)) { LendsBody = true };
            using var response = await api.SendCheckedAsync(request, cancellation);
            return new PageReader<T>(response, rows, number).Read();
        }
        catch (ApiException gone) when (number > 1 && gone.IsObjectMissing)
        {
            return ListPage<T>.Missing;
        }
    }
}
