using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>The jobs of a command: it asks about each plan, starts the steps, and turns what failed into error records.</summary>
internal sealed class JobRun(ThrottledCommand command)
{
    // Longer than taking back a plan needs, and shorter than anybody waits.
    private static readonly TimeSpan UndoLimit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Session, JobClient> clients = [];

    /// <summary>What jobs do with the server of a session.</summary>
    public JobClient GetClient(Session session) => clients.GetOrAdd(session, one => new JobClient(command.GetClient(one)));

    /// <summary>
    /// Plans for one object, asks, and starts the steps. The result is written when they are done, in the order of the input.
    /// </summary>
    /// <param name="session">The session of the object.</param>
    /// <param name="result">The result for a failure before anything was planned.</param>
    /// <param name="plan">Reads what is there, and plans what to do.</param>
    /// <param name="isForced">True if the command needs no question in this call.</param>
    /// <param name="cancellation">Cancels the job.</param>
    public async Task RunAsync<T>(
        Session session, Func<T> result, Func<Task<JobPlan<T>>> plan, bool isForced, CancellationToken cancellation)
        where T : JobResult => await RunAsync(session, await PlanAsync(result, plan), isForced, cancellation);

    /// <summary>Asks, and starts the steps of a plan.</summary>
    public async Task RunAsync<T>(Session session, JobPlan<T> plan, bool isForced, CancellationToken cancellation)
        where T : JobResult
    {
        if (plan.IsNothing)
        {
            command.Log.Verbose($"{plan.Target} is so already. Nothing was sent.");
        }

        if (plan.Steps.Count == 0 || await command.ShouldAsync($"{plan.Target} on {session.Uri}", plan.Describe(), isForced))
        {
            await command.StartAsync(
                plan.Result.ToString(), async () => [command.IsWhatIf ? plan.Result : await plan.RunAsync(cancellation)]);
        }
        else if (!command.IsWhatIf)
        {
            plan.Declined?.Invoke();
        }
    }

    /// <summary>Waits while a plan that is all or nothing takes back what it did.</summary>
    public void WaitForUndo() => Task.WhenAll(command.Open).ContinueWith(_ => { }, TaskScheduler.Default).Wait(UndoLimit);

    /// <summary>The rows to write. With -WhatIf, what would be done was told, and nothing came of it.</summary>
    public IReadOnlyList<object> Show(IReadOnlyList<object> rows) => command.IsWhatIf ? [] : rows;

    /// <summary>Throws the first failure that rows have, for an error record beside them.</summary>
    public static void ThrowFailure(IReadOnlyList<object> rows)
    {
        if (rows.OfType<JobResult>().SelectMany(row => row.Failures).FirstOrDefault() is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
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
}
