using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Authentik.Http;

/// <summary>Some rows of a list, and what the server said of the whole.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many rows the server counts; null where it doesn't say.</param>
internal sealed record ListChunk(IReadOnlyList<JsonElement> Rows, int? Total);

/// <summary>
/// Reads a list page by page. While the second half of a page is being used, the next page is requested. A caller that stops in
/// the first half of a page causes no further request.
/// </summary>
internal sealed class ListReader(ApiClient api)
{
    /// <summary>Rows a page, the most that every server gives.</summary>
    public const int PageSize = 100;

    /// <summary>Reads the rows from <paramref name="skip"/> on.</summary>
    /// <param name="path">Path of the list.</param>
    /// <param name="query">Filters and the like; <c>page</c> and <c>page_size</c> are added.</param>
    /// <param name="skip">Rows to leave out at the beginning.</param>
    /// <param name="pageSize">Rows a page.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async IAsyncEnumerable<ListChunk> ReadAsync(
        string path,
        IReadOnlyList<KeyValuePair<string, string>> query,
        long skip,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Task<Page>? next = null;
        try
        {
            var page = await FirstPageAsync(path, query, skip, pageSize, stop.Token);
            for (var rest = skip - page.Start; ;)
            {
                var rows = page.Rows.Skip((int)Math.Clamp(rest, 0, int.MaxValue)).Where(row => !seen.Contains(KeyOf(row))).ToArray();
                seen.UnionWith(page.Rows.Select(KeyOf).Where(key => key.Length > 0));
                rest -= page.Rows.Count;
                var half = page.Next == 0 ? rows.Length : (rows.Length + 1) / 2;
                yield return new ListChunk(rows[..half], page.Total);
                if (page.Next == 0)
                {
                    yield break;
                }

                next = ReadPageAsync(path, query, page.Next, pageSize, stop.Token);
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

    /// <summary>Reads one page of a list, for a caller that may need no other.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ListChunk> ReadOneAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> query, int number, CancellationToken cancellation)
    {
        var page = await ReadPageAsync(path, query, number, PageSize, cancellation);
        return new ListChunk(page.Rows, page.Total);
    }

    // Reading starts at the page of the first row. If the server's pages are smaller than requested, start_index shows that the page
    // begins elsewhere, and reading starts at page 1.
    private async Task<Page> FirstPageAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> query, long skip, int pageSize, CancellationToken cancellation)
    {
        var number = (skip / pageSize) + 1;
        var page = number > int.MaxValue ? Page.Empty : await ReadPageAsync(path, query, (int)number, pageSize, cancellation);
        if (number > 1 && page == Page.Empty)
        {
            // A page beyond the end has no total. The first page has it.
            return Page.Empty with { Total = (await ReadPageAsync(path, query, 1, 1, cancellation)).Total };
        }

        var asExpected = number == 1 || page.Rows.Count == 0 || page.Start == (number - 1L) * pageSize;
        return asExpected ? page : await ReadPageAsync(path, query, 1, pageSize, cancellation);
    }

    private async Task<Page> ReadPageAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> query, int number, int pageSize, CancellationToken cancellation)
    {
        KeyValuePair<string, string>[] whole = [.. query, new("page", Text(number)), new("page_size", Text(pageSize))];
        try
        {
            using var response = await api.GetAsync(path, whole, cancellation);
            return Page.Read(response.Json);
        }
        catch (ApiException gone) when (number > 1 && gone.IsObjectMissing)
        {
            // The page doesn't exist anymore, because objects were deleted during the reading.
            return Page.Empty;
        }
    }

    // A row that moves to a later page during the reading arrives twice. Rows of one page are never dropped, even with equal keys.
    private static string KeyOf(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty("pk", out var pk) ? pk.GetRawText() : string.Empty;

    private static async Task AbandonAsync(Task<Page>? page, CancellationTokenSource stop)
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

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Page(IReadOnlyList<JsonElement> Rows, int Next, long Start, int? Total)
    {
        public static readonly Page Empty = new([], 0, 0, null);

        // Some endpoints return an array without paging.
        public static Page Read(JsonElement json)
        {
            if (json.ValueKind == JsonValueKind.Array)
            {
                var all = Detach(json);
                return new Page(all, 0, 0, all.Length);
            }

            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("results", out _))
            {
                throw new InputException(
                    InputProblem.InvalidValue,
                    "The response is one object, not a list, so there are no pages to follow. Omit -Paginate.");
            }

            var envelope = json.TryGetProperty("pagination", out var pagination) ? pagination : default;
            var rows = json.TryGetProperty("results", out var results) && results.ValueKind == JsonValueKind.Array ? Detach(results) : [];
            var start = Math.Max(0, (Number(envelope, "start_index") ?? 1) - 1);
            return new Page(rows, Number(envelope, "next") ?? 0, start, Number(envelope, "count"));
        }

        private static JsonElement[] Detach(JsonElement rows) => [.. rows.Clone().EnumerateArray()];

        // The server writes these numbers as 3 or as 3.0.
        private static int? Number(JsonElement envelope, string name) =>
            envelope.ValueKind == JsonValueKind.Object
            && envelope.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number
                ? (int)value.GetDouble()
                : null;
    }
}
