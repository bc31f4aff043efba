using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>The system of the server: its environment, workers, licences, caches and outposts.</summary>
internal static class SystemActions
{
    private const string InstallationId = "5a9db0c5-0000-4000-8000-000000000001";
    private const string NeverValid = "1970-01-01T00:00:00Z";
    private const string WorkerId = "5a9db0c5-0000-4000-8000-000000000002@sandbox";

    public static ObjectAction[] OfObjects { get; } =
    [
        new("/outposts/instances/", "health", (_, _, _) => Responses.Ok(new JsonArray())),
        new("/outposts/service_connections/all/", "state", (_, _, _) =>
            Responses.Ok(new JsonObject { ["version"] = string.Empty, ["healthy"] = false })),
    ];

    public static ListAction[] OfLists { get; } =
    [
        new("GET", "/admin/system/", GetSystem),
        new("POST", "/admin/system/", GetSystem),
        new("GET", "/admin/workers/", ListWorkers),
        new("GET", "/tasks/workers", ListWorkers),
        new("GET", "/tasks/workers/", ListWorkers),
        new("GET", "/enterprise/license/summary/", GetSummary) { Caller = Caller.User },
        new("GET", "/enterprise/license/forecast/", GetForecast),
        new("GET", "/enterprise/license/install_id/", (_, _) => Responses.Ok(new JsonObject { ["install_id"] = InstallationId })),
        new("GET", "/flows/instances/cache_info/", CountCache),
        new("POST", "/flows/instances/cache_clear/", (_, _) => Responses.NoContent()),
        new("GET", "/policies/all/cache_info/", CountCache),
        new("POST", "/policies/all/cache_clear/", (_, _) => Responses.NoContent()),
        new("GET", "/outposts/instances/default_settings/", GetOutpostSettings),
        new("GET", "/endpoints/devices/summary/", GetDeviceSummary),
    ];

    // No policy is evaluated and no flow is run, so that nothing is ever cached.
    private static ApiResponse CountCache(ServerState state, ApiRequest request) => Responses.Ok(new JsonObject { ["count"] = 0 });

    private static ApiResponse GetSystem(ServerState state, ApiRequest request)
    {
        var host = new Uri(request.Origin).Authority;
        var body = new JsonObject
        {
            ["http_headers"] = new JsonObject
            {
                ["REQUEST_METHOD"] = request.Method,
                ["PATH_INFO"] = request.Path,
                ["HTTP_HOST"] = host,
            },
            ["http_host"] = host,
            ["http_is_secure"] = request.Origin.StartsWith("https:", StringComparison.Ordinal),
            ["runtime"] = new JsonObject
            {
                ["architecture"] = "x86_64",
                ["authentik_version"] = state.Version.ToString(),
                ["environment"] = "sandbox",
                ["openssl_fips_enabled"] = null,
                ["openssl_version"] = "OpenSSL 3",
                ["platform"] = "sandbox",
                ["python_version"] = "3",
                ["uname"] = "sandbox",
            },
            ["brand"] = "Default brand",
            ["server_time"] = state.Timestamp,
            ["embedded_outpost_disabled"] = false,
            ["embedded_outpost_host"] = request.Origin + "/",
        };
        if (state.IsFrom(2026, 8))
        {
            body["base_url"] = request.Origin + state.UrlPrefix + "/";
        }

        return Responses.Ok(body);
    }

    private static ApiResponse ListWorkers(ServerState state, ApiRequest request) => state.IsFrom(2025, 2)
        ? Responses.Ok(new JsonArray(new JsonObject
        {
            ["worker_id"] = WorkerId,
            ["version"] = state.Version.ToString(),
            ["version_matching"] = true,
        }))
        : Responses.Ok(new JsonObject { ["count"] = 1 });

    private static ApiResponse GetSummary(ServerState state, ApiRequest request)
    {
        var licences = Stored.FindAll(state, "/enterprise/license/").ToList();
        var expiries = licences.Select(row => row.GetString("expiry")).OfType<string>().DefaultIfEmpty(NeverValid);
        return Responses.Ok(new JsonObject
        {
            ["internal_users"] = Sum(licences, "internal_users"),
            ["external_users"] = Sum(licences, "external_users"),
            ["status"] = licences.Count == 0 ? "unlicensed" : "valid",
            ["latest_valid"] = expiries.Max(StringComparer.Ordinal),
            ["license_flags"] = new JsonArray(),
        });
    }

    private static decimal Sum(IEnumerable<Row> licences, string field) => licences.Sum(row => row.Values[field].AsNumber() ?? 0);

    // Nobody joins later.
    private static ApiResponse GetForecast(ServerState state, ApiRequest request)
    {
        var types = Stored.FindAll(state, "/core/users/").Where(user => user.Values["is_active"].AsBoolean() != false)
            .Select(user => user.GetString("type")).ToList();
        var (inside, outside) = (types.Count(type => type is "internal"), types.Count(type => type is "external"));
        return Responses.Ok(new JsonObject
        {
            ["internal_users"] = inside,
            ["external_users"] = outside,
            ["forecasted_internal_users"] = inside,
            ["forecasted_external_users"] = outside,
        });
    }

    private static ApiResponse GetDeviceSummary(ServerState state, ApiRequest request) => Responses.Ok(new JsonObject
    {
        ["total_count"] = Stored.FindAll(state, "/endpoints/devices/").Count(),
        ["unreachable_count"] = 0,
        ["outdated_agent_count"] = 0,
    });

    private static ApiResponse GetOutpostSettings(ServerState state, ApiRequest request)
    {
        var config = new JsonObject
        {
            ["authentik_host"] = request.Origin + state.UrlPrefix + "/",
            ["authentik_host_insecure"] = false,
            ["authentik_host_browser"] = string.Empty,
            ["log_level"] = "info",
            ["object_naming_template"] = "ak-outpost-%(name)s",
            ["refresh_interval"] = "minutes=5",
            ["container_image"] = null,
            ["docker_network"] = null,
            ["docker_map_ports"] = true,
            ["docker_labels"] = null,
            ["kubernetes_replicas"] = 1,
            ["kubernetes_namespace"] = "default",
            ["kubernetes_ingress_annotations"] = new JsonObject(),
            ["kubernetes_ingress_secret_name"] = "authentik-outpost-tls",
            ["kubernetes_ingress_class_name"] = null,
        };
        if (state.IsFrom(2025, 10))
        {
            config["kubernetes_ingress_path_type"] = null;
            config["kubernetes_httproute_annotations"] = new JsonObject();
            config["kubernetes_httproute_parent_refs"] = new JsonArray();
        }

        config["kubernetes_service_type"] = "ClusterIP";
        config["kubernetes_disabled_components"] = new JsonArray();
        config["kubernetes_image_pull_secrets"] = new JsonArray();
        config["kubernetes_json_patches"] = null;
        return Responses.Ok(new JsonObject { ["config"] = config });
    }
}
