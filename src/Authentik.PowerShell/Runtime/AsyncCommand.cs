using System.Collections.Concurrent;
using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>
/// A cmdlet whose work runs on the thread pool once it waits for something, while the pipeline thread writes its output. Ctrl+C
/// cancels the work, and so does a pipeline that ends early. PowerShell doesn't announce that: a write throws, and the command is disposed.
/// </summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Action> waiting = new();
    private PipelineQueue? queue;

    /// <summary>Runs the work, and meanwhile runs on the pipeline thread what must run there.</summary>
    protected void Run(Func<CancellationToken, Task> work)
    {
        using var current = new PipelineQueue();
        queue = current;
        PostWaiting(current);
        var running = Start(work, current);
        try
        {
            current.Drain();
        }
        catch
        {
            stop.Cancel();
            WaitSilently(running);
            throw;
        }
        finally
        {
            queue = null;
        }

        ThrowFailure(running);
    }

    /// <summary>Runs something on the pipeline thread and returns its result.</summary>
    protected Task<T> OnPipelineAsync<T>(Func<T> work) => queue!.InvokeAsync(work);

    /// <summary>Runs something on the pipeline thread. The task ends when it's done.</summary>
    protected Task OnPipelineAsync(Action work) => queue!.InvokeAsync(work);

    /// <summary>Writes objects in order. The task ends when the pipeline has taken them.</summary>
    protected Task WriteAsync(IEnumerable<object> objects) => OnPipelineAsync(() =>
    {
        foreach (var one in objects)
        {
            WriteObject(one);
        }
    });

    /// <summary>Runs something on the pipeline thread later. Between two records, it waits for the next one.</summary>
    protected void Post(Action work)
    {
        if (queue?.TryPost(work) != true)
        {
            waiting.Enqueue(work);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what is still running.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            stop.Cancel();
            stop.Dispose();
        }
    }

    // What comes before the first wait is done here, because a change of threads takes as long as all of it. It isn't if the host has its
    // own way to continue work: that may be on this thread, which will be waiting.
    private Task Start(Func<CancellationToken, Task> work, PipelineQueue current) =>
        SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default
            ? FinishAsync(work, current)
            : Task.Run(() => FinishAsync(work, current), CancellationToken.None);

    private void PostWaiting(PipelineQueue current)
    {
        while (waiting.TryDequeue(out var work))
        {
            current.TryPost(work);
        }
    }

    private async Task FinishAsync(Func<CancellationToken, Task> work, PipelineQueue current)
    {
        try
        {
            await work(stop.Token);
        }
        finally
        {
            current.Close();
        }
    }

    private void ThrowFailure(Task running)
    {
        try
        {
            running.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    // The pipeline's own exception is about to be thrown, so that of the cancelled work doesn't matter any more.
    private static void WaitSilently(Task running)
    {
        try
        {
            running.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // No exception can take the place of the pipeline's own.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
