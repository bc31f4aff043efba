namespace Authentik.Lists;

/// <summary>Pages that were requested before they're needed. Each is read on the thread pool while earlier ones are used.</summary>
/// <param name="read">Reads the page of a number.</param>
/// <param name="cancellation">Cancels the requests.</param>
internal sealed class PagesAhead<T>(Func<int, CancellationToken, Task<ListPage<T>>> read, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly Queue<(int Number, Task<ListPage<T>> Page)> pages = new();
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <summary>Requests pages until so many are on their way.</summary>
    /// <param name="next">The page that is needed next.</param>
    /// <param name="last">The last page that is known to be needed.</param>
    /// <param name="most">How many can be on their way.</param>
    public void Request(int next, long last, int most)
    {
        var token = stop.Token;
        for (var number = next + pages.Count; pages.Count < most && number <= last; number++)
        {
            var wanted = number;
            pages.Enqueue((wanted, Task.Run(() => read(wanted, token), CancellationToken.None)));
        }
    }

    /// <summary>The page that is needed next, which may have been requested; others before it aren't needed any more.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ListPage<T>> TakeAsync(int number)
    {
        while (pages.TryDequeue(out var first))
        {
            if (first.Number == number)
            {
                return await first.Page;
            }

            await AbandonAsync(first.Page);
        }

        return await read(number, stop.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (var (_, page) in pages)
        {
            await AbandonAsync(page);
        }

        stop.Dispose();
    }

    private static async Task AbandonAsync(Task<ListPage<T>> page)
    {
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
