using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.State;

/// <summary>
/// The work of a server's workers: its schedules and its tasks. Nothing runs in the sandbox, so a task that is started is done at once.
/// </summary>
internal static class BackgroundWork
{
    /// <summary>The path of the tasks, from 2025.8 on.</summary>
    public const string Tasks = "/tasks/tasks/";

    /// <summary>The path of the schedules, from 2025.8 on.</summary>
    public const string Schedules = "/tasks/schedules/";

    /// <summary>The path of the tasks of older versions, each with its last run.</summary>
    public const string SystemTasks = "/events/system_tasks/";

    private const string App = "rel_obj_app_label";
    private const string Model = "rel_obj_model";
    private const string Id = "rel_obj_id";

    private static readonly string[] Columns = [App, Model, Id];

    /// <summary>Runs a task for an object.</summary>
    /// <param name="state">The server's state.</param>
    /// <param name="owner">The object.</param>
    /// <param name="actor">The name of the function.</param>
    /// <param name="uid">The name of the run.</param>
    /// <param name="description">What it does.</param>
    public static void Run(ServerState state, Row owner, string actor, string? uid, string? description)
    {
        if (state.Catalog.FindByPath(Tasks) is { } resource)
        {
            var values = new JsonObject
            {
                ["queue_name"] = "default",
                ["actor_name"] = actor,
                ["uid"] = uid,
                ["description"] = description,
                ["state"] = "done",
                ["aggregated_status"] = "done",
                ["mtime"] = state.Timestamp,
                ["logs"] = new JsonArray(),
                ["previous_logs"] = new JsonArray(),
                ["messages"] = new JsonArray(),
                ["previous_messages"] = new JsonArray(),
            };
            RowFactory.Add(state, resource, WithOwner(state, values, owner), state.Timestamp);
        }
    }

    /// <summary>Adds a schedule of an object, unless it has it.</summary>
    public static void Schedule(ServerState state, Row owner, string actor, string uid, string crontab, string description)
    {
        if (state.Catalog.FindByPath(Schedules) is not { } resource
            || FindOf(state, owner, resource).Any(schedule => schedule.GetString("actor_name") == actor))
        {
            return;
        }

        var values = new JsonObject
        {
            ["identifier"] = null,
            ["uid"] = $"{actor}:{uid}",
            ["actor_name"] = actor,
            ["crontab"] = crontab,
            ["paused"] = false,
            ["next_run"] = JsonValues.FormatTimestamp(state.Now.AddHours(1)),
            ["description"] = description,
            ["last_task_status"] = "done",
        };
        RowFactory.Add(state, resource, WithOwner(state, values, owner), state.Timestamp);
    }

    /// <summary>Notes the run of a task of an older version.</summary>
    public static void RunOld(ServerState state, Row owner, string name, string uid, string description)
    {
        if (state.Catalog.FindByPath(SystemTasks) is not { } resource)
        {
            return;
        }

        var task = FindOf(state, owner, resource).FirstOrDefault(one => one.GetString("name") == name)
            ?? RowFactory.Add(
                state,
                resource,
                WithOwner(
                    state,
                    new JsonObject { ["name"] = name, ["full_name"] = $"{name}:{uid}", ["uid"] = uid, ["description"] = description },
                    owner),
                state.Timestamp);
        Finish(state, task);
    }

    /// <summary>Notes that the task of an older version ran again.</summary>
    public static void Finish(ServerState state, Row systemTask)
    {
        systemTask.Values["start_timestamp"] = state.Timestamp;
        systemTask.Values["finish_timestamp"] = state.Timestamp;
        systemTask.Values["status"] = "successful";
    }

    /// <summary>The tasks, schedules or tasks of older versions that belong to an object.</summary>
    public static IEnumerable<Row> FindOf(ServerState state, Row owner, string path) =>
        state.Catalog.FindByPath(path) is { } resource ? FindOf(state, owner, resource) : [];

    /// <summary>Everything that belongs to an object.</summary>
    public static IEnumerable<Row> FindAllOf(ServerState state, Row owner) =>
        FindCurrentOf(state, owner).Concat(FindOf(state, owner, SystemTasks));

    /// <summary>The tasks and schedules that belong to an object.</summary>
    public static IEnumerable<Row> FindCurrentOf(ServerState state, Row owner) =>
        new[] { Tasks, Schedules }.SelectMany(path => FindOf(state, owner, path));

    private static IEnumerable<Row> FindOf(ServerState state, Row owner, Resource resource)
    {
        var (app, model) = SplitModel(state, owner);
        return state.Objects.FindAll(resource).Where(row =>
            row.GetString(Id) == owner.IdString && row.GetString(App) == app && row.GetString(Model) == model);
    }

    private static JsonObject WithOwner(ServerState state, JsonObject values, Row owner)
    {
        var (app, model) = SplitModel(state, owner);
        foreach (var (column, value) in Columns.Zip([app, model, owner.IdString]))
        {
            values[column] = value;
        }

        return values;
    }

    private static (string App, string Model) SplitModel(ServerState state, Row owner)
    {
        var parts = state.Facts.FindModel(owner.Resource).Split('.');
        return (parts[0], parts[^1]);
    }
}
