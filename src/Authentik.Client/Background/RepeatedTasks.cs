using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Background;

/// <summary>A task that runs again. A server keeps the last run only.</summary>
/// <param name="api">Where.</param>
/// <param name="target">The task.</param>
/// <param name="findTime">When the task last changed.</param>
/// <param name="summarize">How far the run is.</param>
internal sealed class RepeatedTask(
    ApiClient api,
    Identity target,
    Func<AuthentikObject, DateTimeOffset> findTime,
    Func<IReadOnlyList<AuthentikObject>, WorkState> summarize) : BackgroundWork
{
    private readonly ResourceReader reader = new ResourceClient(api, target.Resource).Reader;
    private DateTimeOffset before;

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellation) =>
        before = findTime(await reader.GetAsync(target, cancellation));

    /// <inheritdoc/>
    public override async Task<WorkState> ReadAsync(CancellationToken cancellation)
    {
        var task = await reader.GetAsync(target, cancellation);
        return findTime(task) > before ? summarize([task]) : WorkState.Unseen;
    }
}

/// <summary>What the tasks of servers before 2025.8 say about themselves.</summary>
internal static class SystemTasks
{
    /// <summary>The noun of their resource.</summary>
    public const string Noun = "SystemTask";

    /// <summary>When the last run ended.</summary>
    public static DateTimeOffset TimeOf(AuthentikObject task) =>
        task.ValueOf("finish_timestamp") as DateTimeOffset? ?? DateTimeOffset.MinValue;

    /// <summary>What runs that have ended came to.</summary>
    public static WorkState Summarize(IReadOnlyList<AuthentikObject> tasks) => new(
        IsFinished: true,
        tasks.Any(task => task.ValueOf("status")?.ToString() is "error"),
        "done",
        tasks,
        [.. tasks.SelectMany(task => LogLine.ReadAll(task, "messages"))]);
}
