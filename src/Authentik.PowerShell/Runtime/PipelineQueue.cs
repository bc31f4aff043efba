using System.Collections.Concurrent;

namespace Authentik.Commands;

/// <summary>
/// Work for the pipeline thread, the only one that is allowed to write, to ask and to use the host. Other threads add work and wait
/// until it's done.
/// </summary>
internal sealed class PipelineQueue : IDisposable
{
    private readonly BlockingCollection<Entry> entries = [];

    /// <summary>Runs work on the pipeline thread. The task ends when it's done, so that a caller who awaits it never runs ahead.</summary>
    public Task<T> InvokeAsync<T>(Func<T> work)
    {
        var entry = new Entry<T>(work);
        if (!TryAdd(entry))
        {
            // A pipeline that ended early has closed the queue.
            entry.Cancel();
        }

        return entry.Done.Task;
    }

    /// <summary>Runs work on the pipeline thread. The task ends when it's done.</summary>
    public Task InvokeAsync(Action work) => InvokeAsync(AsFunction(work));

    /// <summary>Adds work for the pipeline thread without waiting for it; false if the queue is closed.</summary>
    public bool TryPost(Action work) => TryAdd(new Entry<bool>(AsFunction(work)));

    /// <summary>Says that no more work will be added.</summary>
    public void Close() => entries.CompleteAdding();

    /// <summary>
    /// Runs the work on the calling thread until the queue is closed. An exception of the work ends it, and cancels all waiting work.
    /// </summary>
    public void Drain()
    {
        try
        {
            foreach (var entry in entries.GetConsumingEnumerable())
            {
                entry.Run();
            }
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => entries.Dispose();

    private static Func<bool> AsFunction(Action work) => () =>
    {
        work();
        return true;
    };

    private bool TryAdd(Entry entry)
    {
        try
        {
            entries.Add(entry);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Abandon()
    {
        entries.CompleteAdding();
        while (entries.TryTake(out var entry))
        {
            entry.Cancel();
        }
    }

    private abstract class Entry
    {
        public abstract void Run();

        public abstract void Cancel();
    }

    private sealed class Entry<T>(Func<T> work) : Entry
    {
        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run()
        {
            try
            {
                Done.SetResult(work());
            }
            catch
            {
                // The pipeline needs it: Select-Object -First, break, -ErrorAction Stop and Ctrl+C end it this way.
                Done.TrySetCanceled();
                throw;
            }
        }

        public override void Cancel() => Done.TrySetCanceled();
    }
}
