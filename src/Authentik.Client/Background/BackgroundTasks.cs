using System.Globalization;

namespace Authentik.Background;

/// <summary>What the tasks of servers from 2025.8 on say about themselves.</summary>
internal static class BackgroundTasks
{
    /// <summary>The noun of their resource.</summary>
    public const string Noun = "BackgroundTask";

    /// <summary>True if the server doesn't run it any more. A task that will be tried again counts as waiting.</summary>
    public static bool IsFinished(AuthentikObject task) => StateOf(task) is "done" or "rejected";

    /// <summary>True if it ended without success.</summary>
    public static bool HasFailed(AuthentikObject task) =>
        StateOf(task) == "rejected" || task.ValueOf("aggregated_status")?.ToString() is "error" or "rejected"
        || ReadLog(task).Any(line => line.IsError);

    /// <summary>What it logged in its last attempt.</summary>
    public static IReadOnlyList<LogLine> ReadLog(AuthentikObject task) => LogLine.ReadAll(task, "logs", "messages");

    /// <summary>When its state last changed, by the server's clock.</summary>
    public static DateTimeOffset TimeOf(AuthentikObject task) => task.ValueOf("mtime") as DateTimeOffset? ?? DateTimeOffset.MinValue;

    /// <summary>How far several tasks are together.</summary>
    public static WorkState Summarize(IReadOnlyList<AuthentikObject> tasks)
    {
        if (tasks.Count == 0)
        {
            return WorkState.Unseen;
        }

        var running = tasks.FirstOrDefault(task => !IsFinished(task));
        var done = tasks.Count(IsFinished);
        var count = tasks.Count == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {done} of {tasks.Count} tasks done");
        return new WorkState(
            running is null,
            tasks.Any(HasFailed),
            (running is null ? "done" : StateOf(running)) + count,
            tasks,
            [.. tasks.OrderBy(TimeOf).SelectMany(ReadLog)]);
    }

    private static string StateOf(AuthentikObject task) => task.ValueOf("state")?.ToString() ?? "waiting";
}
