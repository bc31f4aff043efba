using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>A command that writes to the server, with several requests at once if told to. Output keeps the order of the input.</summary>
public abstract class ThrottledCommand : SessionCommand
{
    private readonly List<Pending> pending = [];
    private Pending? written;
    private BulkCount? bulk;
    private bool endsOnError;

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
        endsOnError = EndsOnError();

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
        var open = pending.Where(one => one != written).Select(one => one.Target).ToList();
        if (TellsEverything && open.Count > 0)
        {
            bulk?.Stop();
        }

        bulk?.TellStopped(open);
    }

    /// <summary>True if the output has what can't be read again. What was started is then told even if the command ends early.</summary>
    private protected virtual bool TellsEverything => false;

    private protected override Task PrepareErrorAsync() => TellsEverything && endsOnError ? WriteOpenAsync() : Task.CompletedTask;

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
        pending.Add(new Pending(target, Task.Run(send)));
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
            var next = pending[0];
            if (await AttemptAsync(next.Target, () => FinishAsync(next)))
            {
                bulk?.AddDone();
                PostDone();
            }

            pending.Remove(next);
        }
    }

    // One that is waited for is still under way, also when it's cancelled.
    private async Task FinishAsync(Pending next)
    {
        await Task.WhenAny(next.Work);
        written = next.Work.IsCanceled ? null : next;
        await WriteDoneAsync(await next.Work);
    }

    // After an error that ends the command, nothing can be written.
    private async Task WriteOpenAsync()
    {
        foreach (var next in pending.Where(one => one != written).ToList())
        {
            try
            {
                await FinishAsync(next);
                bulk?.AddDone();
            }
            catch (Exception failure) when (ErrorRecords.CanTell(failure))
            {
                // Its row says it.
                bulk?.AddFailed();
            }
        }

        pending.Clear();
    }

    private sealed record Pending(object? Target, Task<IReadOnlyList<object>> Work);
}
