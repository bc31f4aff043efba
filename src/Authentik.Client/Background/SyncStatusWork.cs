using System.Globalization;
using System.Text.Json;
using Authentik.Book;
using Authentik.Http;

namespace Authentik.Background;

/// <summary>
/// A synchronization on a server before 2025.8, which keeps the last run of each of its tasks, and doesn't say how many there will be.
/// It counts as finished when no task has ended for a while.
/// </summary>
internal sealed class SyncStatusWork(ApiClient api, string path) : BackgroundWork
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A provider without an application looks like one whose worker is slow, because the server notes nothing at all.
    private static readonly WorkState NotStarted = WorkState.Unseen with
    {
        IsFinished = true,
        HasFailed = true,
        Reason = string.Create(CultureInfo.InvariantCulture, $"No task of it ended within {Patience.TotalSeconds} seconds. ")
            + "Check that a worker runs (Get-AuthentikWorker), and that a provider is assigned to an application "
            + "(Set-AuthentikApplication -BackchannelProvider).",
    };

    private readonly long start = api.Session.Clock.GetTimestamp();
    private readonly Resource tasks = api.Session.Book[SystemTasks.Noun];
    private readonly Dictionary<string, DateTimeOffset> before = [];
    private DateTimeOffset latest;
    private long changed;

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellation)
    {
        var (_, found) = await ReadStatusAsync(cancellation);
        foreach (var task in found)
        {
            before[IdOf(task)] = SystemTasks.TimeOf(task);
        }
    }

    /// <inheritdoc/>
    public override async Task<WorkState> ReadAsync(CancellationToken cancellation)
    {
        var (isRunning, all) = await ReadStatusAsync(cancellation);
        var found = all.Where(task => SystemTasks.TimeOf(task) > before.GetValueOrDefault(IdOf(task))).ToList();
        if (found.Count == 0)
        {
            return isRunning ? WorkState.Unseen with { Status = "running" }
                : api.Session.Clock.GetElapsedTime(start) < Patience ? WorkState.Unseen
                : NotStarted;
        }

        if (found.Max(SystemTasks.TimeOf) is var time && time > latest)
        {
            (latest, changed) = (time, api.Session.Clock.GetTimestamp());
        }

        var state = SystemTasks.Summarize(found);
        var isQuiet = !isRunning && api.Session.Clock.GetElapsedTime(changed) >= Rest;
        return isQuiet ? state : state with { IsFinished = false, Status = "running" };
    }

    private async Task<(bool IsRunning, IReadOnlyList<AuthentikObject> Tasks)> ReadStatusAsync(CancellationToken cancellation)
    {
        using var response = await api.GetAsync(path, [], cancellation);
        var json = response.JsonObject;
        var isRunning = json.TryGetProperty("is_running", out var running) && running.ValueKind == JsonValueKind.True;
        return json.TryGetProperty("tasks", out var list)
            ? (isRunning, [.. response.ListObjects(list).Select(task => ObjectReader.Read(tasks, task, api.Session))])
            : (isRunning, []);
    }

    private string IdOf(AuthentikObject task) => task.ValueOf(tasks.Id)?.ToString() ?? string.Empty;
}
