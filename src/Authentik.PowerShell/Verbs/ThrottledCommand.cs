using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>A command that writes to the server, several requests at once where that is asked for. What comes back keeps the order of what came in.</summary>
public abstract class ThrottledCommand : SessionCommand
{
    private readonly Queue<Sent> underWay = [];

    /// <summary>
    /// Specifies how many requests may run at once, from 1 to 64. The default is 1. The output has the order of the input.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(_ => TakeAsync(keep: 0));

    /// <summary>Sends something, and waits until no more than the limit is under way.</summary>
    /// <param name="target">What it is about, for an error record.</param>
    /// <param name="send">Sends it, and returns what shall be written, or null.</param>
    private protected Task SendAsync(object? target, Func<Task<object?>> send)
    {
        underWay.Enqueue(new Sent(target, Task.Run(send)));
        return TakeAsync(keep: ThrottleLimit - 1);
    }

    private async Task TakeAsync(int keep)
    {
        while (underWay.Count > keep)
        {
            var (target, work) = underWay.Dequeue();
            await AttemptAsync(target, async () =>
            {
                if (await work is { } made)
                {
                    await WriteAsync([made]);
                }
            });
        }
    }

    private sealed record Sent(object? Target, Task<object?> Work);
}
