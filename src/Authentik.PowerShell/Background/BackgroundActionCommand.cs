using System.Management.Automation;
using Authentik.Background;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>An action whose work the server does in the background, so that the command can wait for it.</summary>
public abstract class BackgroundActionCommand : ActionCommand
{
    /// <summary>
    /// Indicates that the command waits until the server has done the work, shows its progress, and returns the result. If the work
    /// fails, that's an error with what the server logged. Ctrl+C ends the waiting, not the work.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Specifies for how many seconds -Wait waits, from 1 to 86400. The default is 600. Without -Wait, it has no effect.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = BackgroundWait.DefaultSeconds;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        BackgroundWait.TellIfIdle(this, Wait);
        base.BeginProcessing();
    }

    private protected override async Task<IReadOnlyList<object>> CallAsync(ActionCall call)
    {
        if (!Wait)
        {
            return await base.CallAsync(call);
        }

        var target = call.Target is { } given
            ? await GetClient(call.Session, given.Resource).Reader.LoadAsync(given, call.Cancellation)
            : null;
        var work = BackgroundWork.Create(BookAction.Background, GetClient(call.Session), target);
        await work.PrepareAsync(call.Cancellation);
        work.Begin(await base.CallAsync(call with { Target = target }));
        var subject = target is null ? BookAction.Task! : $"{BookAction.Task} ({target.Resource.Title} '{target}')";
        var state = await new BackgroundWait(this, TimeoutSeconds).WaitAsync(work, subject, call.Session, call.Cancellation);
        return [.. state.Results.Select(Prepare)];
    }
}
