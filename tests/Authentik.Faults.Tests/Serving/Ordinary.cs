namespace Authentik.Faults.Tests.Serving;

/// <summary>What the server responds to all other requests: just enough of authentik.</summary>
internal static class Ordinary
{
    public const string User = """
        {"pk":7,"username":"akadmin","name":"Admin","is_active":true,"is_superuser":true,"groups":[],"uid":"x","type":"internal"}
        """;

    public const string Me = $$"""{"user":{{User}}}""";

    private const string MyPath = "/api/v3/core/users/me/";
    private const string VersionPath = "/api/v3/admin/version/";

    /// <summary>True for the requests of connecting.</summary>
    public static bool IsConnecting(WireRequest request) => request.Path is MyPath or VersionPath;

    /// <summary>A list of one page.</summary>
    public static string List(params string[] rows) =>
        $$"""
        {"pagination":{"next":0,"previous":0,"count":{{rows.Length}},"current":1,"total_pages":1,
          "start_index":1,"end_index":{{rows.Length}}},
         "results":[{{string.Join(',', rows)}}]}
        """;

    public static string Respond(WireRequest request, string version) => request.Path switch
    {
        MyPath => Me,
        VersionPath => $$"""{"version_current":"{{version}}","version_latest":"{{version}}"}""",
        "/api/v3/core/users/7/" => User,
        "/application/o/token/" => """{"access_token":"issued-access-token","expires_in":300,"token_type":"bearer"}""",
        _ => List(),
    };
}
