namespace Authentik.Faults.Tests.Serving;

/// <summary>What the server responds to all other requests: just enough of authentik.</summary>
internal static class Ordinary
{
    public const string User = """
        {"pk":7,"username":"akadmin","name":"Admin","is_active":true,"is_superuser":true,"groups":[],"uid":"x","type":"internal"}
        """;

    public const string Me = $$"""{"user":{{User}}}""";

    public const string Version = """{"version_current":"2026.2.2","version_latest":"2026.2.2"}""";

    /// <summary>A list of one page.</summary>
    public static string List(params string[] rows) =>
        $$"""{"pagination":{"next":0,"previous":0,"count":{{rows.Length}},"current":1,"total_pages":1,"start_index":1,"end_index":{{rows.Length}}},"results":[{{string.Join(',', rows)}}]}""";

    public static string Respond(WireRequest request) => request.Path switch
    {
        "/api/v3/core/users/me/" => Me,
        "/api/v3/admin/version/" => Version,
        "/api/v3/core/users/7/" => User,
        "/application/o/token/" => """{"access_token":"issued-access-token","expires_in":300,"token_type":"bearer"}""",
        _ => List(),
    };
}
