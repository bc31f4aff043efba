using System.Text.Json;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>Figures of events, and notifications.</summary>
internal static class EventActions
{
    private const string Path = "/events/events/";
    private const int DaysShown = 7;
    private const int StepHours = 6;
    private const int TopShown = 15;

    public static ObjectAction[] OfObjects { get; } =
    [
        new("/core/users/", "metrics", (state, _, user) => Responses.Ok(ShowSignIns(state, one => IsOf(one, user)))),
        new("/core/applications/", "metrics", CountOpenings),
    ];

    public static ListAction[] OfLists { get; } =
    [
        new("GET", "/admin/metrics/", (state, _) => Responses.Ok(ShowSignIns(state, _ => true))),
        new("GET", Path + "per_month/", CountByDay),
        new("GET", Path + "volume/", (state, request) => Respond(state, request, events => ShowVolume(state, request, events))),
        new("GET", Path + "top_per_user/", (state, request) => state.IsFrom(2026, 8)
            ? Respond(state, request, events => ShowTop(request, events))
            : Responses.Ok(ShowTop(request, FindByAction(state, request)))),
        new("GET", Path + "stats/", GetStatistics),
        new("POST", "/events/notifications/mark_all_seen/", MarkSeen) { Caller = Caller.User },
    ];

    private static ApiResponse CountOpenings(ServerState state, ApiRequest request, Row application) => Responses.Ok(Coordinates.Count(
        state.Now,
        Coordinates.ThirdOfDay,
        FindEvents(state).Where(one => FindApplication(one)?["pk"]?.ToString() == ShortId(application))));

    private static IEnumerable<Row> FindEvents(ServerState state) => Stored.FindAll(state, Path);

    // The query has the values that events must have.
    private static ApiResponse CountByDay(ServerState state, ApiRequest request)
    {
        try
        {
            var query = request.FindValue("query") ?? "{}";
            var events = FindByAction(state, request).Where(one => FilterValues.Contains(one.Values, query));
            return Responses.Ok(Coordinates.Count(state.Now, Coordinates.ThirtiethOfFourWeeks, events.ToList()));
        }
        catch (JsonException)
        {
            return Responses.EmptyBadRequest();
        }
    }

    // No other filter, and sign-ins unless the request names an action.
    private static IEnumerable<Row> FindByAction(ServerState state, ApiRequest request)
    {
        var action = request.FindValue("action") ?? "login";
        return FindEvents(state).Where(one => one.GetString("action") == action);
    }

    // The same filters as those of the list.
    private static ApiResponse Respond(ServerState state, ApiRequest request, Func<IEnumerable<Row>, JsonNode> show)
    {
        try
        {
            var resource = state.Catalog.FindByPath(Path)!;
            var found = new Filtering(state, resource, new View(resource, null, request)).Apply(FindEvents(state));
            return Responses.Ok(show(new Searching(state, resource).Apply(found, request.FindValue("search")).ToList()));
        }
        catch (InvalidValueException bad)
        {
            return Responses.BadRequest(bad.Errors);
        }
    }

    private static JsonNode ShowVolume(ServerState state, ApiRequest request, IEnumerable<Row> events)
    {
        if (!state.IsFrom(2025, 8))
        {
            return Coordinates.Count(state.Now, Coordinates.ThirdOfDay, events);
        }

        var isNumber = double.TryParse(request.FindValue("history_days"), NumberStyles.Float, CultureInfo.InvariantCulture, out var days);
        var start = state.Now.AddDays(-(isNumber ? days : DaysShown));
        var groups =
            from one in events
            let time = one.Values["created"].AsTimestamp()
            where time >= start
            let step = time.Value.UtcDateTime.Date.AddHours(time.Value.Hour / StepHours * StepHours)
            group one by (Step: step, Action: one.GetString("action")) into same
            orderby same.Key.Step, same.Key.Action
            select new JsonObject
            {
                ["time"] = same.Key.Step.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
                ["action"] = same.Key.Action,
                ["count"] = same.Count(),
            };
        return new JsonArray([.. groups]);
    }

    private static JsonNode ShowTop(ApiRequest request, IEnumerable<Row> events)
    {
        var isNumber = int.TryParse(request.FindValue("top_n"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var top);
        var groups =
            from one in events
            let application = FindApplication(one)
            where application is not null
            group (Event: one, Application: application) by application["pk"]?.ToString() into same
            orderby same.Count() descending
            select new JsonObject
            {
                ["application"] = same.First().Application.DeepClone(),
                ["counted_events"] = same.Count(),
                ["unique_users"] = same.Select(pair => pair.Event.Values["user"]?["pk"]?.ToString()).Distinct().Count(),
            };
        return new JsonArray([.. groups.Take(isNumber ? top : TopShown)]);
    }

    private static ApiResponse GetStatistics(ServerState state, ApiRequest request)
    {
        var steps = request.FindValues("count_steps");
        return steps.Count == 0
            ? Responses.BadRequest(new JsonObject { ["count_steps"] = new JsonArray("This field is required.") })
            : Respond(state, request, events => new JsonObject
            {
                ["unique_users"] = events.Select(one => one.Values["user"]?["pk"]?.ToString()).OfType<string>().Distinct().Count(),
                ["count_step"] = new JsonObject(
                    steps.Distinct().Select(step => KeyValuePair.Create(step, (JsonNode?)CountSince(state, step, events)))),
            });
    }

    private static int CountSince(ServerState state, string step, IEnumerable<Row> events) =>
        events.Count(one => one.Values["created"].AsTimestamp() >= state.Now - FindLength(step));

    private static TimeSpan FindLength(string step) => Duration.TryRead(step, out var duration) ? duration.TimeSpan : TimeSpan.Zero;

    private static JsonObject ShowSignIns(ServerState state, Func<Row, bool> counts)
    {
        JsonArray Count(string action) => Coordinates.Count(
            state.Now, Coordinates.ThirdOfDay, FindEvents(state).Where(one => one.GetString("action") == action && counts(one)));

        return new JsonObject
        {
            ["logins"] = Count("login"),
            ["logins_failed"] = Count("login_failed"),
            ["authorizations"] = Count("authorize_application"),
        };
    }

    private static bool IsOf(Row one, Row user) => one.Values["user"]?["pk"]?.ToString() == user.IdString;

    private static JsonObject? FindApplication(Row one) => one.Values["context"]?["authorized_application"] as JsonObject;

    private static string ShortId(Row row) => row.IdString.Replace("-", string.Empty, StringComparison.Ordinal);

    private static ApiResponse MarkSeen(ServerState state, ApiRequest request)
    {
        var caller = request.User!.IdString;
        foreach (var row in Stored.FindAll(state, "/events/notifications/").Where(row => row.Values["user"]?.ToString() == caller))
        {
            row.Values["seen"] = true;
        }

        return new ApiResponse(204, [], [new("Content-Type", "application/json")]);
    }
}
