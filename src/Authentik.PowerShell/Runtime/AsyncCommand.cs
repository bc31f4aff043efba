using System.Collections.Concurrent;
using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>
/// A cmdlet whose work runs on the thread pool, while the pipeline thread writes what it hands over. Ctrl+C cancels the work;
/// so does a pipeline that ends early, of which PowerShell tells nobody: a write throws, and the command is disposed of.
/// </summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Action> waiting = new();
    private PipelineQueue? queue;

    /// <summary>Runs the work and does for it what must be done on the pipeline thread.</summary>
    protected void Run(Func<CancellationToken, Task> work)
    {
        using var current = new PipelineQueue();
        queue = current;
        PostWaiting(current);
        var running = Task.Run(() => FinishAsync(work, current), CancellationToken.None);
        try
        {
            current.Drain();
        }
        catch
        {
            stop.Cancel();
            Await(running);
            throw;
        }
        finally
        {
            queue = null;
        }

        Result(running);
    }

    /// <summary>Does something on the pipeline thread and returns what it gave.</summary>
    protected Task<T> OnPipelineAsync<T>(Func<T> work) => queue!.InvokeAsync(work);

    /// <summary>Writes objects in order; the task ends when the pipeline took them.</summary>
    protected Task WriteAsync(IEnumerable<object> objects) => OnPipelineAsync(() =>
    {
        foreach (var one in objects)
        {
            WriteObject(one);
        }

        return true;
    });

    /// <summary>Does something on the pipeline thread when it comes to it; what is still under way between two records waits for the next one.</summary>
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

    /// <summary>Cancels what still runs.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            stop.Cancel();
            stop.Dispose();
        }
    }

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

    private void Result(Task running)
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

    // The pipeline's own exception is on its way; what the cancelled work has to say no longer matters.
    private static void Await(Task running)
    {
        try
        {
            running.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // Whatever it is, it must not take the place of the pipeline's own exception.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
