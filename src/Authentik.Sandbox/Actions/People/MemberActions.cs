using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.People;

/// <summary>Who is in a group and who has a role, and the sessions of users. Doing something twice isn't an error.</summary>
internal static class MemberActions
{
    private const string Key = "pk";
    private const string UsersOption = "user_pks";

    public static ObjectAction[] OfObjects { get; } =
    [
        new("/core/groups/", "add_user", (state, request, group) => Change(state, request, group, "groups", isAdded: true)),
        new("/core/groups/", "remove_user", (state, request, group) => Change(state, request, group, "groups", isAdded: false)),
        new("/rbac/roles/", "add_user", (state, request, role) => Change(state, request, role, "roles", isAdded: true)),
        new("/rbac/roles/", "remove_user", (state, request, role) => Change(state, request, role, "roles", isAdded: false)),
    ];

    public static ListAction[] OfLists { get; } =
    [
        new("DELETE", "/core/authenticated_sessions/bulk_delete/", DeleteSessions),
    ];

    private static ApiResponse Change(ServerState state, ApiRequest request, Row holder, string field, bool isAdded) =>
        ActionBody.Read(request, body =>
        {
            if (RejectKey(state, request, body) is { } rejection)
            {
                return rejection;
            }

            if (Stored.Find(state, "/core/users/", body.Values[Key]?.ToString()) is not { } user)
            {
                return Responses.Detail(404, "Not found.");
            }

            var others = user.Values[field].AsStrings().Where(id => id != holder.IdString);
            user.Values[field] = (isAdded ? others.Append(holder.IdString) : others).ToJson();
            return Responses.NoContent();
        });

    // Older servers look for whatever was sent, and crash on text.
    private static ApiResponse? RejectKey(ServerState state, ApiRequest request, ActionBody body)
    {
        if (state.IsFrom(2025, 12))
        {
            body.RequireInteger(Key);
            return body.Rejection;
        }

        var isNumber = int.TryParse(body.Values[Key]?.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
        return body.Values[Key] is null || isNumber ? null : Responses.Crash(request.Method);
    }

    private static ApiResponse DeleteSessions(ServerState state, ApiRequest request)
    {
        var users = request.FindValues(UsersOption);
        if (users.Count == 0)
        {
            return Responses.BadRequest(new JsonObject { [UsersOption] = new JsonArray("This field is required.") });
        }

        var errors = new JsonObject();
        foreach (var (text, index) in users.Select((text, index) => (text, index)))
        {
            if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            {
                errors[index.ToString(CultureInfo.InvariantCulture)] = new JsonArray("A valid integer is required.");
            }
        }

        return errors.Count > 0 ? Responses.BadRequest(new JsonObject { [UsersOption] = errors }) : DeleteSessions(state, users);
    }

    private static ApiResponse DeleteSessions(ServerState state, IReadOnlyList<string> users)
    {
        var sessions = Stored.FindAll(state, "/core/authenticated_sessions/")
            .Where(session => users.Contains(session.Values["user"]?.ToString() ?? string.Empty)).ToList();
        sessions.ForEach(new Deletion(state).Delete);
        return Responses.Ok(new JsonObject { ["deleted"] = sessions.Count });
    }
}
