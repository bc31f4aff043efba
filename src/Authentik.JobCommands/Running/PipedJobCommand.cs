using System.Runtime.ExceptionServices;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// A job for what comes through the pipeline, whose parameters take script blocks. As in <see cref="JobCommand"/>, an object that fails has
/// its result and an error record, and the next ones follow.
/// </summary>
public abstract class PipedJobCommand : PipedCommand
{
    private readonly Dictionary<Session, JobClient> clients = [];

    /// <summary>What jobs do with the server of a session.</summary>
    internal JobClient GetJobs(Session session)
    {
        lock (clients)
        {
            return clients.TryGetValue(session, out var client) ? client : clients[session] = new JobClient(GetClient(session));
        }
    }

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

    private protected override async Task WriteDoneAsync(IReadOnlyList<object> rows)
    {
        await base.WriteDoneAsync(IsWhatIf ? [] : rows);
        if (rows.OfType<JobResult>().SelectMany(row => row.Failures).FirstOrDefault() is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
