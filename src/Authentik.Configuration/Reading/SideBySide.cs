namespace Authentik.Configuration;

/// <summary>Reads side by side, and tells how far it is. What is found to be read later counts from then on.</summary>
internal sealed class SideBySide(ReadConfiguration what)
{
    private readonly object gate = new();
    private ReadProgress progress = new(0, 0);

    /// <summary>Reads something of each item.</summary>
    public Task RunAsync<T>(IReadOnlyCollection<T> items, Func<T, CancellationToken, Task> read, CancellationToken cancellation)
    {
        Count(0, items.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = what.ThrottleLimit, CancellationToken = cancellation };
        return Parallel.ForEachAsync(items, options, async (item, token) =>
        {
            await read(item, token);
            Count(1, 0);
        });
    }

    private void Count(int done, int found)
    {
        lock (gate)
        {
            progress = new ReadProgress(progress.Done + done, progress.All + found);
            what.Progress?.Invoke(progress);
        }
    }
}
