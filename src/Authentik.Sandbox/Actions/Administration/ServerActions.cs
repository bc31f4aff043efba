using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>The version of the server, its configuration, and the caller.</summary>
internal static class ServerActions
{
    public static ListAction[] OfLists { get; } =
    [
        new("GET", "/admin/version/", GetVersion) { Caller = Caller.User },
        new("GET", "/core/users/me/", GetCurrentUser) { Caller = Caller.User },
        new("GET", "/core/brands/current/", CurrentBrand.Get) { Caller = Caller.User },
        new("GET", "/root/config/", GetConfiguration) { Caller = Caller.Anyone },
    ];

    private static ApiResponse GetVersion(ServerState state, ApiRequest request)
    {
        var version = state.Version.ToString();
        return Responses.Ok(new JsonObject
        {
            ["version_current"] = version,
            ["version_latest"] = version,
            ["version_latest_valid"] = true,
            ["build_hash"] = string.Empty,
            ["outdated"] = false,
            ["outpost_outdated"] = false,
        });
    }

    private static ApiResponse GetConfiguration(ServerState state, ApiRequest request)
    {
        var body = new JsonObject
        {
            ["error_reporting"] = new JsonObject
            {
                ["enabled"] = false,
                ["sentry_dsn"] = string.Empty,
                ["environment"] = "sandbox",
                ["send_pii"] = false,
                ["traces_sample_rate"] = 0.1,
            },
            ["capabilities"] = new JsonArray("can_impersonate", "is_enterprise"),
            ["cache_timeout"] = 300,
            ["cache_timeout_flows"] = 300,
            ["cache_timeout_policies"] = 300,
        };
        if (!state.IsFrom(2025, 10))
        {
            body["cache_timeout_reputation"] = 300;
        }

        return Responses.Ok(body);
    }

    private static ApiResponse GetCurrentUser(ServerState state, ApiRequest request)
    {
        var body = new JsonObject { ["user"] = ShowCurrent(state, request.User!) };
        if (state.IsFrom(2026, 8))
        {
            body["users"] = new JsonArray(ShowCurrent(state, request.User!));
        }

        return Responses.Ok(body);
    }

    // Another, smaller shape than that of /core/users/.
    private static JsonObject ShowCurrent(ServerState state, Row user)
    {
        var isSuperuser = Memberships.IsSuperuser(state, user);
        var groups = Memberships.FindGroups(state, user);
        var shown = new JsonObject { ["pk"] = user.Id.DeepClone() };
        Copy(user, shown, "username", "name", "is_active");
        shown["is_superuser"] = isSuperuser;
        if (state.IsFrom(2026, 8))
        {
            shown["is_current"] = true;
        }

        shown["groups"] = new JsonArray([.. groups.Select(ShowNamed)]);
        if (state.IsFrom(2025, 12))
        {
            shown["roles"] = new JsonArray([.. Memberships.FindAllRoles(state, user).Select(ShowNamed)]);
        }

        Copy(user, shown, "email", "avatar", "uid");
        shown["settings"] = new JsonObject();
        shown["type"] = user.Values["type"]?.DeepClone();
        shown["system_permissions"] = isSuperuser ? new JsonArray("access_admin_interface", "view_system_info") : new JsonArray();
        return shown;
    }

    private static JsonObject ShowNamed(Row one) => new() { ["name"] = one.GetString("name"), ["pk"] = one.IdString };

    private static void Copy(Row user, JsonObject shown, params string[] names)
    {
        foreach (var name in names)
        {
            shown[name] = user.Values[name]?.DeepClone();
        }
    }
}
