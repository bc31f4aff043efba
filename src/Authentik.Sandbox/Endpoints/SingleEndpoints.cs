using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Endpoints;

/// <summary>A URL that isn't part of a resource.</summary>
/// <param name="Url">The URL below the API's root.</param>
/// <param name="IsPublic">True when it needs no token.</param>
/// <param name="Get">Responds to GET.</param>
internal sealed record SingleEndpoint(string Url, bool IsPublic, Func<ServerState, ApiRequest, ApiResponse> Get)
{
    public ApiResponse Respond(ServerState state, ApiRequest request, ApiPath path) => request.Method switch
    {
        "GET" or "HEAD" => Get(state, request),
        _ => Responses.MethodNotAllowed(request.Method, path.Allow),
    };
}

/// <summary>The URLs that aren't part of a resource and that the sandbox imitates.</summary>
internal static class SingleEndpoints
{
    private static readonly SingleEndpoint[] All =
    [
        new("/admin/version/", false, GetVersion),
        new("/core/users/me/", false, GetCurrentUser),
        new("/core/brands/current/", false, CurrentBrand.Get),
        new("/root/config/", true, GetConfiguration),
    ];

    public static SingleEndpoint? Find(string url) => Array.Find(All, single => single.Url == url);

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

        shown["groups"] = new JsonArray([.. groups.Select(ShowGroup)]);
        if (state.IsFrom(2025, 12))
        {
            shown["roles"] = new JsonArray();
        }

        Copy(user, shown, "email", "avatar", "uid");
        shown["settings"] = new JsonObject();
        shown["type"] = user.Values["type"]?.DeepClone();
        shown["system_permissions"] = isSuperuser ? new JsonArray("access_admin_interface", "view_system_info") : new JsonArray();
        return shown;
    }

    private static JsonObject ShowGroup(Row group) => new() { ["name"] = group.GetString("name"), ["pk"] = group.IdString };

    private static void Copy(Row user, JsonObject shown, params string[] names)
    {
        foreach (var name in names)
        {
            shown[name] = user.Values[name]?.DeepClone();
        }
    }
}
