using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Authentik.Http;

/// <summary>Some rows of a list, and what the server said of the whole.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many rows the server counts; null where it doesn't say.</param>
internal sealed record ListChunk(IReadOnlyList<JsonElement> Rows, int? Total);

/// <summary>
/// Reads a list page by page. While the second half of a page is being used, the next page is on its way; who stops in the
/// first half of a page has caused no further request.
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

    // A skip goes straight to its page. A server that gives smaller pages than asked for says so in start_index; then we begin at
    // the front.
    private async Task<Page> FirstPageAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> query, long skip, int pageSize, CancellationToken cancellation)
    {
        var number = (skip / pageSize) + 1;
        var page = number > int.MaxValue ? Page.Empty : await ReadPageAsync(path, query, (int)number, pageSize, cancellation);
        if (number > 1 && page == Page.Empty)
        {
            // Beyond the end nobody counts; the first page does.
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
            // Rows vanished while we read, and the page with them.
            return Page.Empty;
        }
    }

    // Rows that moved to a later page while we read come twice; two rows of one page are two, whatever their keys.
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
            // Nobody wants the page any more, so nobody wants its failure.
        }
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Page(IReadOnlyList<JsonElement> Rows, int Next, long Start, int? Total)
    {
        public static readonly Page Empty = new([], 0, 0, null);

        // Some lists are bare arrays and have one page.
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

        // The API's numbers here come as 3 and as 3.0.
        private static int? Number(JsonElement envelope, string name) =>
            envelope.ValueKind == JsonValueKind.Object
            && envelope.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number
                ? (int)value.GetDouble()
                : null;
    }
}
