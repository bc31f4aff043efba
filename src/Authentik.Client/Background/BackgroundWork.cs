using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Background;

/// <summary>Work that a server does in the background after a request: how far it is, and what came of it.</summary>
internal abstract class BackgroundWork
{
    /// <summary>The work of an action.</summary>
    /// <param name="kind">What the server does.</param>
    /// <param name="api">Where.</param>
    /// <param name="target">The object of the action; null for an action of the server.</param>
    public static BackgroundWork Create(BackgroundKind kind, ApiClient api, Identity? target) => kind switch
    {
        BackgroundKind.Tasks => new StartedTasks(api, target!),
        BackgroundKind.Task => new RepeatedTask(api, target!, BackgroundTasks.TimeOf, BackgroundTasks.Summarize),
        BackgroundKind.SystemTask => new RepeatedTask(api, target!, SystemTasks.TimeOf, SystemTasks.Summarize),
        BackgroundKind.Blueprint => new AppliedBlueprint(api, target!),
        BackgroundKind.Export => new RunningExport(api),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    /// <summary>Notes what is there before the request, so that it isn't taken for what the request starts.</summary>
    /// <exception cref="InputException">The object can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public abstract Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Takes what the request returned.</summary>
    public virtual void Begin(IReadOnlyList<object> returned)
    {
    }

    /// <summary>Asks the server how far the work is.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public abstract Task<WorkState> ReadAsync(CancellationToken cancellation);
}

/// <summary>How far background work is.</summary>
/// <param name="IsFinished">True if the server does nothing more for it.</param>
/// <param name="HasFailed">True if it ended without success.</param>
/// <param name="Status">How far it is, in a few words for a progress bar.</param>
/// <param name="Results">What came of it; while it runs, what is known.</param>
/// <param name="Log">What the server logged.</param>
internal sealed record WorkState(
    bool IsFinished, bool HasFailed, string Status, IReadOnlyList<AuthentikObject> Results, IReadOnlyList<LogLine> Log)
{
    /// <summary>Nothing is known of it yet.</summary>
    public static readonly WorkState Unseen = new(false, false, "waiting for a worker", [], []);

    /// <summary>Why it failed and what to do, where that is known without the server's log.</summary>
    public string? Reason { get; init; }
}
