using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>A command that writes to the server, with several requests at once if told to. Output keeps the order of the input.</summary>
public abstract class ThrottledCommand : SessionCommand
{
    private readonly Queue<Pending> pending = [];
    private BulkCount? bulk;

    /// <summary>
    /// Specifies how many requests may run at once, from 1 to 64. The default is 1. The output has the order of the input.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // It can be a variable, which other threads can't read.
        bulk = IsWhatIf ? null : new BulkCount(
            MyInvocation.MyCommand.Name,
            MyInvocation.ExpectingInput,
            IsSilent("WarningAction", "WarningPreference") ? null : Host?.UI);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Run(async _ =>
        {
            await FinishAsync(keep: 0);
            bulk?.Complete(Log);
        });
        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        bulk?.Stop();
        base.StopProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        bulk?.TellStopped([.. pending.Select(one => one.Target)]);
    }

    private protected override void CountFailed()
    {
        bulk?.AddFailed();
        base.CountFailed();
    }

    /// <summary>Starts a request, and waits while the limit of requests is reached.</summary>
    /// <param name="target">What the request is about, for an error record.</param>
    /// <param name="send">Sends the request, and returns the object to write, or null.</param>
    private protected Task StartAsync(object? target, Func<Task<object?>> send) =>
        StartAsync(target, async () => await send() is { } one ? [one] : []);

    /// <summary>The same for a request that returns several objects.</summary>
    internal Task StartAsync(object? target, Func<Task<IReadOnlyList<object>>> send)
    {
        pending.Enqueue(new Pending(target, Task.Run(send)));
        return FinishAsync(keep: ThrottleLimit - 1);
    }

    /// <summary>Asks for confirmation if necessary, and tells what would be done with -WhatIf.</summary>
    /// <param name="target">What it's about, with its server.</param>
    /// <param name="action">What is done.</param>
    /// <param name="isForced">True if the command needs no question in this call.</param>
    internal async Task<bool> ShouldAsync(string target, string action, bool isForced = false) =>
        (isForced && !IsWhatIf) || await OnPipelineAsync(() => ShouldProcess(target, action));

    /// <summary>What was started and not yet written.</summary>
    internal IReadOnlyList<Task> Open => [.. pending.Select(one => one.Work)];

    /// <summary>Writes what a request returned.</summary>
    private protected virtual Task WriteDoneAsync(IReadOnlyList<object> rows) => WriteAsync(rows);

    private async Task FinishAsync(int keep)
    {
        while (pending.Count > keep)
        {
            // One that is waited for is still under way.
            var (target, work) = pending.Peek();
            if (await AttemptAsync(target, async () => await WriteDoneAsync(await work)))
            {
                bulk?.AddDone();
                PostDone();
            }

            pending.Dequeue();
        }
    }

    private sealed record Pending(object? Target, Task<IReadOnlyList<object>> Work);
}
