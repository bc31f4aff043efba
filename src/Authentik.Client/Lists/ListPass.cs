namespace Authentik.Lists;

/// <summary>
/// One reading of a list from its first page to its last. authentik pages by number: what leaves the list between two pages moves the
/// rows behind it over the edge, so that no page has them. The pass notices that, and a list without end.
/// </summary>
/// <param name="given">The rows that passes before have read, and this one.</param>
/// <param name="session">The session whose own changes count.</param>
/// <param name="isFirst">True for the first pass over the list.</param>
internal sealed class ListPass<T>(KeySet given, Session session, bool isFirst)
{
    // A list that changes can have a page too many.
    private const int Slack = 3;

    private readonly long writesBefore = session.WriteCount;
    private readonly KeySet seen = isFirst ? given : new();
    private int? total;
    private long? end;
    private int most;
    private int size;
    private int pages;
    private int idle;

    /// <summary>True if rows can be missing.</summary>
    public bool IsDisturbed { get; private set; }

    /// <summary>What the server says of rows that no page had; null for nothing.</summary>
    public string? Shortage { get; private set; }

    /// <summary>True if it has read a row that no pass before had.</summary>
    public bool IsFruitful { get; private set; }

    /// <summary>Takes a page, and returns the rows that no page before had.</summary>
    /// <param name="page">The page.</param>
    /// <param name="skip">Rows to leave out at the beginning; they count as read.</param>
    /// <exception cref="ApiException">The pages don't end.</exception>
    public IReadOnlyList<T> Take(ListPage<T> page, int skip)
    {
        Shortage = FindShortage(page);

        // A list of one page can't have changed while it was read.
        if (isFirst && pages == 0 && page.Next == 0)
        {
            return skip == 0 ? page.Rows : [.. page.Rows.Skip(skip)];
        }

        if (page.IsMissing)
        {
            IsDisturbed = true;
            return [];
        }

        var repeated = page.Keys.Count(seen.Contains);
        Compare(page, repeated);
        RefuseEndless(page, repeated);
        var fresh = TakeFresh(page, skip, repeated);
        IsFruitful |= fresh.Count > 0;
        return fresh;
    }

    private string? FindShortage(ListPage<T> page)
    {
        if (page.IsMissing)
        {
            return end < total ? $"the server counts {total} objects, and has no page after number {end}" : null;
        }

        end = page.End;
        return page.Next == 0 && end < page.Total ? $"the server counts {page.Total} objects, and the last page ends with {end}" : null;
    }

    private IReadOnlyList<T> TakeFresh(ListPage<T> page, int skip, int repeated)
    {
        // Equal keys within a page are different rows, as far as anybody knows.
        bool[] isNew = [.. page.Keys.Select(key => isFirst ? repeated == 0 || !given.Contains(key) : given.Add(key))];
        foreach (var key in page.Keys)
        {
            seen.Add(key);
        }

        return skip == 0 && Array.TrueForAll(isNew, one => one)
            ? page.Rows
            : [.. page.Rows.Where((_, index) => index >= skip && isNew[index])];
    }

    // Whatever joins the list before the page brings as many rows of the page before again. Any other change can have hidden rows.
    private void Compare(ListPage<T> page, int repeated)
    {
        var joined = total is { } before && page.Total is { } now ? now - before : 0;
        IsDisturbed |= joined != repeated || Shortage is not null || (page.Next == 0 && session.WriteCount != writesBefore);
        total = page.Total ?? total;
    }

    private void RefuseEndless(ListPage<T> page, int repeated)
    {
        pages++;
        size = Math.Max(size, page.Rows.Count);
        most = Math.Max(most, page.Total ?? 0);
        idle = repeated == page.Rows.Count ? idle + 1 : 0;
        if (page.Next == 0)
        {
            return;
        }

        if (idle > Slack)
        {
            throw page.Refuse($"its last {idle} pages have no new rows, and it names another page");
        }

        if (page.Total is not null && pages > (most / Math.Max(size, 1)) + Slack)
        {
            throw page.Refuse($"it counts {most} rows, and after {pages} pages it names another page");
        }
    }
}
