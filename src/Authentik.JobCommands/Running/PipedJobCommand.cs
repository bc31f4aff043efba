using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// A job for what comes through the pipeline, whose parameters take script blocks. As in <see cref="JobCommand"/>, an object that fails has
/// its result and an error record, and the next ones follow.
/// </summary>
public abstract class PipedJobCommand : PipedCommand
{
    private readonly JobRun jobs;

    private protected PipedJobCommand() => jobs = new JobRun(this);

    /// <summary>What jobs do with the server of a session.</summary>
    internal JobClient GetJobs(Session session) => jobs.GetClient(session);

    /// <inheritdoc cref="JobRun.RunAsync{T}(Session, Func{T}, Func{Task{JobPlan{T}}}, bool, CancellationToken)"/>
    private protected Task RunJobAsync<T>(
        Session session, Func<T> result, Func<Task<JobPlan<T>>> plan, bool isForced, CancellationToken cancellation)
        where T : JobResult => jobs.RunAsync(session, result, plan, isForced, cancellation);

    /// <summary>Cancels what is running, and waits while a plan that is all or nothing takes back what it did.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            jobs.WaitForUndo();
        }
    }

    private protected override bool TellsEverything => true;

    private protected override async Task WriteDoneAsync(IReadOnlyList<object> rows)
    {
        await base.WriteDoneAsync(jobs.Show(rows));
        JobRun.ThrowFailure(rows);
    }
}
