using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>Tasks and schedules. Nothing runs: a task that is started is done at once.</summary>
internal static class TaskActions
{
    private const string State = "state";
    private const string Aggregated = "aggregated_status";

    private static readonly string[] Statuses =
        ["queued", "consumed", "preprocess", "running", "postprocess", "rejected", "done", "info", "warning", "error"];

    public static ObjectAction[] OfObjects { get; } =
    [
        new(BackgroundWork.Tasks, "retry", Retry),
        new(BackgroundWork.Schedules, "send", Send),
        new(BackgroundWork.SystemTasks, "run", RunAgain),
        new("/stages/invitation/invitations/", "send_email", SendInvitation),
    ];

    public static ListAction[] OfLists { get; } = [new("GET", BackgroundWork.Tasks + "status/", CountStatuses)];

    private static ApiResponse CountStatuses(ServerState state, ApiRequest request)
    {
        var tasks = Stored.FindAll(state, BackgroundWork.Tasks).Select(task => task.GetString(Aggregated)).ToList();
        return Responses.Ok(new JsonObject(
            Statuses.Select(status => KeyValuePair.Create(status, (JsonNode?)tasks.Count(one => one == status)))));
    }

    private static ApiResponse Retry(ServerState state, ApiRequest request, Row task)
    {
        task.Values[State] = "done";
        task.Values[Aggregated] = "done";
        task.Values["retries"] = (task.Values["retries"].AsNumber() ?? 0) + 1;
        task.Values["mtime"] = state.Timestamp;
        return Responses.NoContent();
    }

    // The task belongs to the schedule, not to the schedule's object.
    private static ApiResponse Send(ServerState state, ApiRequest request, Row schedule)
    {
        BackgroundWork.Run(
            state, schedule, schedule.GetString("actor_name")!, schedule.GetString("uid"), schedule.GetString("description"));
        schedule.Values["last_task_status"] = "done";
        return Responses.NoContent();
    }

    private static ApiResponse RunAgain(ServerState state, ApiRequest request, Row task)
    {
        BackgroundWork.Finish(state, task);
        return Responses.NoContent();
    }

    private static ApiResponse SendInvitation(ServerState state, ApiRequest request, Row invitation) => ActionBody.Read(request, body =>
    {
        if (body.RequireList("email_addresses").Count == 0 && body.Rejection is null)
        {
            body.Reject("email_addresses", "This list may not be empty.");
        }

        return body.Rejection ?? Responses.NoContent();
    });
}
