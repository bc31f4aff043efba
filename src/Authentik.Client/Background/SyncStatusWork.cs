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
            return isRunning ? WorkState.Unseen with { Status = "running" } : WorkState.Unseen;
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
        var json = response.Json;
        var isRunning = json.TryGetProperty("is_running", out var running) && running.ValueKind == JsonValueKind.True;
        return json.TryGetProperty("tasks", out var list) && list.ValueKind == JsonValueKind.Array
            ? (isRunning, [.. list.EnumerateArray().Select(task => ObjectReader.Read(tasks, task, api.Session))])
            : (isRunning, []);
    }

    private string IdOf(AuthentikObject task) => task.ValueOf(tasks.Id)?.ToString() ?? string.Empty;
}
