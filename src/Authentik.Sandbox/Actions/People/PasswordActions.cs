using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.People;

/// <summary>Passwords of users, and keys of tokens.</summary>
internal static class PasswordActions
{
    private const string Password = "password";

    public static ObjectAction[] OfObjects { get; } =
    [
        new("/core/users/", "set_password", SetPassword),
        new("/core/users/", "set_password_hash", SetHash),
        new("/core/tokens/", "view_key", ViewKey),
        new("/core/tokens/", "set_key", SetKey),
        new("/endpoints/agents/enrollment_tokens/", "view_key", ViewEnrollmentKey),
    ];

    // Nobody can sign in to the sandbox with a password; only the date changes. Older servers accept a missing password.
    private static ApiResponse SetPassword(ServerState state, ApiRequest request, Row user) => ActionBody.Read(request, body =>
    {
        if (state.IsFrom(2025, 10))
        {
            body.RequireText(Password);
        }

        return body.Rejection ?? ChangeDate(state, user);
    });

    private static ApiResponse SetHash(ServerState state, ApiRequest request, Row user) => ActionBody.Read(request, body =>
    {
        var hash = body.RequireText(Password);
        if (hash.Length > 0 && !hash.Contains('$', StringComparison.Ordinal))
        {
            body.Reject(Password, "Invalid password hash format. Must be a valid Django password hash.");
        }

        return body.Rejection ?? ChangeDate(state, user);
    });

    private static ApiResponse ChangeDate(ServerState state, Row user)
    {
        user.Values["password_change_date"] = state.Timestamp;
        return Responses.NoContent();
    }

    // Only the creator sees the key, even when the token belongs to another user.
    private static ApiResponse ViewKey(ServerState state, ApiRequest request, Row token)
    {
        var isCreator = token.Values[UserTokens.CreatorField]?.ToString() == request.User!.IdString;
        if (!isCreator && !new Permissions(state, request).IsSuperuser)
        {
            return Responses.PermissionDenied();
        }

        AuditLog.RecordView(state, request, token, "authentik.core.api.tokens");
        return Responses.Ok(new JsonObject { [UserTokens.KeyField] = token.GetString(UserTokens.KeyField) });
    }

    private static ApiResponse ViewEnrollmentKey(ServerState state, ApiRequest request, Row token)
    {
        AuditLog.RecordView(state, request, token, "authentik.endpoints.connectors.agent.api.enrollment_tokens");
        token.Values[UserTokens.KeyField] ??= Defaults.CreateRandom(UserTokens.KeyLength);
        return Responses.Ok(new JsonObject { [UserTokens.KeyField] = token.GetString(UserTokens.KeyField) });
    }

    private static ApiResponse SetKey(ServerState state, ApiRequest request, Row token) => ActionBody.Read(request, body =>
    {
        if (body.Values[UserTokens.KeyField]?.ToString() is not { Length: > 0 } key)
        {
            return RejectMissingKey(state, isSent: body.Values.ContainsKey(UserTokens.KeyField));
        }

        token.Values[UserTokens.KeyField] = key;
        AuditLog.RecordChange(state, request, token, isNew: false, [UserTokens.KeyField]);
        return Responses.NoContent();
    });

    private static ApiResponse RejectMissingKey(ServerState state, bool isSent) => state.IsFrom(2025, 12)
        ? Responses.BadRequest(new JsonObject
        {
            [UserTokens.KeyField] = new JsonArray(isSent ? "This field may not be blank." : "This field is required."),
        })
        : Responses.EmptyBadRequest();
}
