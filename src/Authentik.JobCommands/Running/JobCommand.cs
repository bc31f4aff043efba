using System.Runtime.ExceptionServices;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// A command that does a job: it plans for one object after another, shows or confirms the plan, runs it, and writes a result for each.
/// An object that fails has its result and an error record, and the next ones follow.
/// </summary>
public abstract class JobCommand : ThrottledCommand
{
    // Longer than taking back a plan needs, and shorter than anybody waits.
    private static readonly TimeSpan UndoLimit = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Session, JobClient> clients = [];

    /// <summary>What jobs do with the server of a session.</summary>
    internal JobClient GetJobs(Session session)
    {
        lock (clients)
        {
            return clients.TryGetValue(session, out var client) ? client : clients[session] = new JobClient(GetClient(session));
        }
    }

    /// <summary>
    /// Plans for one object, asks, and starts the steps. The result is written when they are done, in the order of the input.
    /// </summary>
    /// <param name="session">The session of the object.</param>
    /// <param name="result">The result for a failure before anything was planned.</param>
    /// <param name="plan">Reads what is there, and plans what to do.</param>
    /// <param name="isForced">True if the command needs no question in this call.</param>
    /// <param name="cancellation">Cancels the job.</param>
    private protected async Task RunJobAsync<T>(
        Session session, Func<T> result, Func<Task<JobPlan<T>>> plan, bool isForced, CancellationToken cancellation)
        where T : JobResult => await RunJobAsync(session, await PlanAsync(result, plan), isForced, cancellation);

    /// <summary>Asks, and starts the steps of a plan. The result is written when they are done, in the order of the input.</summary>
    private protected async Task RunJobAsync<T>(Session session, JobPlan<T> plan, bool isForced, CancellationToken cancellation)
        where T : JobResult
    {
        if (plan.IsNothing)
        {
            Log.Verbose($"{plan.Target} is so already. Nothing was sent.");
        }

        if (plan.Steps.Count == 0 || await ShouldAsync($"{plan.Target} on {session.Uri}", plan.Describe(), isForced))
        {
            await StartAsync(plan.Result.ToString(), async () => [IsWhatIf ? plan.Result : await plan.RunAsync(cancellation)]);
        }
    }

    private static async Task<JobPlan<T>> PlanAsync<T>(Func<T> result, Func<Task<JobPlan<T>>> plan)
        where T : JobResult
    {
        try
        {
            return await plan();
        }
        catch (Exception failure) when (JobFailure.CanTell(failure))
        {
            var failed = new JobPlan<T>(string.Empty, result());
            failed.Result.Fail(failure);
            return failed;
        }
    }

    /// <summary>Cancels what is running, and waits while a plan that is all or nothing takes back what it did.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Task.WhenAll(Open).ContinueWith(_ => { }, TaskScheduler.Default).Wait(UndoLimit);
        }
    }

    private protected override async Task WriteDoneAsync(IReadOnlyList<object> rows)
    {
        // With -WhatIf, what would be done was told, and nothing came of it.
        await base.WriteDoneAsync(IsWhatIf ? [] : rows);
        if (rows.OfType<JobResult>().SelectMany(row => row.Failures).FirstOrDefault() is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
