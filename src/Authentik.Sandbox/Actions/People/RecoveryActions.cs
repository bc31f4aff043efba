using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.People;

/// <summary>Links with which users set new passwords, and acting as another user.</summary>
internal static class RecoveryActions
{
    private const string StageField = "email_stage";
    private const string TokenField = "$recovery_token";
    private const int TokenLength = 60;

    public static ObjectAction[] OfObjects { get; } =
    [
        new("/core/users/", "recovery", CreateLink),
        new("/core/users/", "recovery_email", SendLink),
        new("/core/users/", "impersonate", Impersonate),
    ];

    public static ListAction[] OfLists { get; } =
    [
        new("GET", "/core/users/impersonate_end/", (_, _) => Responses.NoContent()) { Caller = Caller.User },
    ];

    private static ApiResponse CreateLink(ServerState state, ApiRequest request, Row user) => ActionBody.Read(request, _ =>
        FindFlow(state) is { } flow
            ? Responses.Ok(new JsonObject { ["link"] = GetLink(state, request, user, flow) })
            : RejectMissingFlow());

    private static ApiResponse SendLink(ServerState state, ApiRequest request, Row user) => ActionBody.Read(request, body =>
    {
        // The stage moved from the query to the body.
        var isInBody = state.IsFrom(2026, 2);
        var stage = isInBody ? body.RequireText(StageField) : request.FindValue(StageField);
        return body.Rejection
            ?? (string.IsNullOrEmpty(user.GetString("email")) ? Reject("User does not have an email address set.") : null)
            ?? (isInBody ? RejectMissingStage(state, stage) : RejectWithoutFlow(state))
            ?? RejectWithoutFlow(state)
            ?? RejectMissingStage(state, stage)
            ?? Responses.NoContent();
    });

    private static ApiResponse? RejectWithoutFlow(ServerState state) => FindFlow(state) is null ? RejectMissingFlow() : null;

    private static ApiResponse? RejectMissingStage(ServerState state, string? stage) =>
        Stored.Find(state, "/stages/email/", stage) is null ? Reject("Email stage not found.") : null;

    private static ApiResponse RejectMissingFlow() => Reject("No recovery flow set.");

    // A plain string, not a list.
    private static ApiResponse Reject(string message) => Responses.BadRequest(new JsonObject { [FieldErrors.General] = message });

    private static Row? FindFlow(ServerState state)
    {
        var brand = Stored.FindAll(state, "/core/brands/").FirstOrDefault(row => row.Values["default"].AsBoolean() == true);
        return Stored.Find(state, "/flows/instances/", brand?.GetString("flow_recovery"));
    }

    // A second call gives the same link.
    private static string GetLink(ServerState state, ApiRequest request, Row user, Row flow)
    {
        user.Values[TokenField] ??= Defaults.CreateRandom(TokenLength);
        return $"{request.Origin}{state.UrlPrefix}/if/flow/{flow.GetString("slug")}/?flow_token={user.Values[TokenField]}";
    }

    private static ApiResponse Impersonate(ServerState state, ApiRequest request, Row user) => ActionBody.Read(request, body =>
    {
        var isNew = state.IsFrom(2024, 12);
        if (state.Settings?["impersonation"].AsBoolean() == false || user.IdString == request.User!.IdString)
        {
            return new ApiResponse(401, [], []);
        }

        var needsReason = isNew && state.Settings?["impersonation_require_reason"].AsBoolean() != false;
        return needsReason && string.IsNullOrWhiteSpace(body.Values["reason"].AsString())
            ? Responses.BadRequest(new JsonObject { ["reason"] = "This field is required." })
            : new ApiResponse(state.IsFrom(2026, 2) ? 204 : 201, [], []);
    });
}
