using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>Reviews of objects, requests for access, and tenants. They need a licence.</summary>
internal static class GovernanceActions
{
    private const string Iterations = "/lifecycle/iterations/open/";
    private const string Requests = "/requests/grant-requests/";
    private const string Type = "content_type";
    private const string ObjectId = "object_id";
    private const string Status = "status";
    private const string Admins = "authentik Admins";

    private static readonly string[] Types = ["authentik_core.application", "authentik_core.group", "authentik_rbac.role"];

    public static ObjectAction[] OfObjects { get; } =
    [
        new(Requests, "fulfill", Fulfill),
        new(Requests, "revoke", Revoke),
        new("/tenants/tenants/", "create_admin_group", (state, request, _) => CreateAdmins(state, request)),
        new("/tenants/tenants/", "create_recovery_key", CreateKey),
    ];

    public static ListAction[] OfLists { get; } =
    [
        new("POST", "/lifecycle/iterations/", CreateIteration),
        new("GET", "/lifecycle/iterations/latest/{content_type}/{object_id}/", GetLatest),
        new("POST", "/lifecycle/reviews/", CreateReview) { Caller = Caller.User },
    ];

    private static ApiResponse CreateIteration(ServerState state, ApiRequest request) => ActionBody.Read(request, body =>
    {
        var (type, id) = (body.RequireText(Type), body.Values[ObjectId]?.ToString());
        if (type.Length > 0 && !Types.Contains(type))
        {
            body.Reject(Type, $"\"{type}\" is not a valid choice.");
        }

        if (body.Rejection is null && !Stored.FindAll(state, "/enterprise/license/").Any())
        {
            body.Reject(FieldErrors.General, "Enterprise is required to create/update this object.");
        }

        return body.Rejection ?? Show(state, request, 201, AddIteration(state, type, id));
    });

    private static Row AddIteration(ServerState state, string type, string? id)
    {
        var target = state.Catalog.Resources.Where(one => state.Facts.FindModel(one) == type)
            .Select(one => state.Objects.Find(one, id ?? string.Empty)).FirstOrDefault(row => row is not null);
        return RowFactory.Add(state, state.Catalog.FindByPath(Iterations)!, new JsonObject
        {
            [Type] = type,
            [ObjectId] = id ?? string.Empty,
            ["object_verbose"] = target?.GetString("name") ?? string.Empty,
            ["object_admin_url"] = string.Empty,
            ["state"] = "pending",
            ["opened_on"] = state.Timestamp,
            ["grace_period_end"] = JsonValues.FormatTimestamp(state.Now.AddDays(28)),
            ["next_review_date"] = JsonValues.FormatTimestamp(state.Now.AddDays(60)),
            ["reviews"] = new JsonArray(),
            ["user_can_review"] = true,
        }, state.Timestamp);
    }

    // The newest one; later versions have a list, because an object can have several rules.
    private static ApiResponse GetLatest(ServerState state, ApiRequest request)
    {
        var parts = request.Path.Split('/');
        var (type, id) = (Uri.UnescapeDataString(parts[^3]), parts[^2]);
        var found = Stored.FindAll(state, Iterations).Where(row => row.GetString(Type) == type && row.GetString(ObjectId) == id).ToList();
        return state.IsFrom(2026, 5)
            ? Responses.Ok(new JsonArray([.. found.TakeLast(1).Select(row => ShowRow(state, request, row))]))
            : found.Count == 0 ? Responses.Detail(404, "No LifecycleIteration matches the given query.")
            : Show(state, request, 200, found[^1]);
    }

    private static ApiResponse CreateReview(ServerState state, ApiRequest request) => ActionBody.Read(request, body =>
    {
        var id = body.RequireText("iteration");
        var iteration = Stored.Find(state, Iterations, id);
        if (body.Rejection is null && iteration is null)
        {
            body.Reject("iteration", $"Invalid pk \"{id}\" - object does not exist.");
        }

        return body.Rejection ?? AddReview(state, request, iteration!, body.Values["note"].AsString());
    });

    private static ApiResponse AddReview(ServerState state, ApiRequest request, Row iteration, string? note)
    {
        var user = request.User!;
        var reviewer = new JsonObject();
        foreach (var name in new[] { "pk", "uuid", "username", "name" })
        {
            reviewer[name] = user.Values[name]?.DeepClone();
        }

        var review = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["iteration"] = iteration.IdString,
            ["reviewer"] = reviewer,
            ["timestamp"] = state.Timestamp,
            ["note"] = note,
        };
        (iteration.Values["reviews"] as JsonArray)?.Add(review.DeepClone());
        iteration.Values["state"] = "reviewed";
        iteration.Values["user_can_review"] = false;
        return Responses.Json(201, review);
    }

    private static ApiResponse Fulfill(ServerState state, ApiRequest request, Row row) => ActionBody.Read(request, body =>
    {
        if (body.Values[Status]?.ToString() is { } status)
        {
            row.Values[Status] = status;
            row.Values["is_active"] = status == "approved";
        }

        if (body.Values["data"] is JsonObject data)
        {
            row.Values["fulfiller_data"] = data.DeepClone();
        }

        return Responses.NoContent();
    });

    private static ApiResponse Revoke(ServerState state, ApiRequest request, Row row)
    {
        row.Values[Status] = "revoked";
        row.Values["is_active"] = false;
        row.Values["revoked_by"] = Link.Create(request.User!);
        return Responses.NoContent();
    }

    // The sandbox has one database: the tenant's user is one of its own.
    private static ApiResponse CreateAdmins(ServerState state, ApiRequest request) => WithUser(state, request, (_, user) =>
    {
        var values = new JsonObject { ["name"] = Admins, ["is_superuser"] = true };
        var group = Stored.FindBy(state, "/core/groups/", "name", Admins)
            ?? RowFactory.Add(state, state.Catalog.FindByPath("/core/groups/")!, values, state.Timestamp);
        if (!Memberships.FindGroups(state, user).Contains(group))
        {
            user.Values["groups"] = user.Values["groups"].AsStrings().Append(group.IdString).ToJson();
        }

        return Responses.NoContent();
    });

    private static ApiResponse CreateKey(ServerState state, ApiRequest request, Row tenant) => WithUser(state, request, (body, _) =>
    {
        var days = body.RequireInteger("duration_days");
        return body.Rejection ?? Responses.Ok(new JsonObject
        {
            ["expiry"] = JsonValues.FormatTimestamp(state.Now.AddDays(days)),
            ["url"] = $"/recovery/use-token/{Defaults.CreateRandom(60)}/",
        });
    });

    private static ApiResponse WithUser(ServerState state, ApiRequest request, Func<ActionBody, Row, ApiResponse> respond) =>
        ActionBody.Read(request, body =>
        {
            var name = body.RequireText("user");
            return body.Rejection
                ?? (Stored.FindBy(state, "/core/users/", "username", name) is { } user
                    ? respond(body, user)
                    : Responses.Detail(404, "User not found"));
        });

    private static ApiResponse Show(ServerState state, ApiRequest request, int status, Row row) =>
        Responses.Json(status, ShowRow(state, request, row));

    private static JsonObject ShowRow(ServerState state, ApiRequest request, Row row) =>
        new Presenter(state).Show(row, new View(row.Resource, null, request));
}
