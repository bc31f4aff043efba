using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Background;

/// <summary>A task that runs again.</summary>
internal sealed class RepeatedTask(ApiClient api, Identity target) : BackgroundWork
{
    private DateTimeOffset before;

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellation) =>
        before = BackgroundTasks.TimeOf(await FreshObject.ReadAsync(api, target, cancellation));

    /// <inheritdoc/>
    public override async Task<WorkState> ReadAsync(CancellationToken cancellation)
    {
        var task = await FreshObject.ReadAsync(api, target, cancellation);
        return BackgroundTasks.TimeOf(task) > before ? BackgroundTasks.Summarize([task]) : WorkState.Unseen;
    }
}

/// <summary>A task of a server before 2025.8 that runs again. Such a server keeps the last run only.</summary>
internal sealed class RepeatedSystemTask(ApiClient api, Identity target) : BackgroundWork
{
    private DateTimeOffset before;

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellation) =>
        before = SystemTasks.TimeOf(await FreshObject.ReadAsync(api, target, cancellation));

    /// <inheritdoc/>
    public override async Task<WorkState> ReadAsync(CancellationToken cancellation)
    {
        var task = await FreshObject.ReadAsync(api, target, cancellation);
        return SystemTasks.TimeOf(task) > before ? SystemTasks.Summarize([task]) : WorkState.Unseen;
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
