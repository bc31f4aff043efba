using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// A command that does a job: it plans for one object after another, shows or confirms the plan, runs it, and writes a result for each.
/// An object that fails has its result and an error record, and the next ones follow.
/// </summary>
public abstract class JobCommand : ThrottledCommand
{
    private readonly JobRun jobs;

    private protected JobCommand() => jobs = new JobRun(this);

    /// <summary>What jobs do with the server of a session.</summary>
    internal JobClient GetJobs(Session session) => jobs.GetClient(session);

    /// <inheritdoc cref="JobRun.RunAsync{T}(Session, Func{T}, Func{Task{JobPlan{T}}}, bool, CancellationToken)"/>
    private protected Task RunJobAsync<T>(
        Session session, Func<T> result, Func<Task<JobPlan<T>>> plan, bool isForced, CancellationToken cancellation)
        where T : JobResult => jobs.RunAsync(session, result, plan, isForced, cancellation);

    /// <summary>Asks, and starts the steps of a plan. The result is written when they are done, in the order of the input.</summary>
    private protected Task RunJobAsync<T>(Session session, JobPlan<T> plan, bool isForced, CancellationToken cancellation)
        where T : JobResult => jobs.RunAsync(session, plan, isForced, cancellation);

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
