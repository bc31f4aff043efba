using System.Collections.Concurrent;

namespace Authentik.Commands;

/// <summary>Work for the pipeline thread, the only one that may write, ask or read the host. Others hand it in and wait until it was done.</summary>
internal sealed class PipelineQueue : IDisposable
{
    private readonly BlockingCollection<Entry> entries = [];

    /// <summary>Has the work done on the pipeline thread. The task ends when it was done, so whoever awaits it never runs ahead.</summary>
    public Task<T> InvokeAsync<T>(Func<T> work)
    {
        var entry = new Entry<T>(work);
        if (!TryAdd(entry))
        {
            // Closed by a pipeline that ended early.
            entry.Cancel();
        }

        return entry.Done.Task;
    }

    /// <summary>Has the work done on the pipeline thread, without waiting for it; false when the queue is closed.</summary>
    public bool TryPost(Action work) => TryAdd(new Entry<bool>(() =>
    {
        work();
        return true;
    }));

    /// <summary>No more work will come.</summary>
    public void Close() => entries.CompleteAdding();

    /// <summary>Does the work on the calling thread until the queue is closed. An exception of the work ends it, and everything that waits is cancelled.</summary>
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
                // Belongs to the pipeline: Select-Object -First, break, -ErrorAction Stop, Ctrl+C.
                Done.TrySetCanceled();
                throw;
            }
        }

        public override void Cancel() => Done.TrySetCanceled();
    }
}
