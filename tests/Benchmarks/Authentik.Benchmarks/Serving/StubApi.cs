using Authentik.Benchmarks.Serving.Installation;
using Microsoft.AspNetCore.Http;

namespace Authentik.Benchmarks.Serving;

/// <summary>The operations of authentik that the benchmarks need.</summary>
internal sealed class StubApi(int count, int applications)
{
    private const string Version = """{"version_current":"2026.2.2","version_latest":"2026.2.2"}""";

    private readonly UserList users = new(count);
    private readonly Site site = new(count, applications);

    public async Task<Reply> RespondAsync(HttpRequest request)
    {
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("GET", ["api", "v3", "admin", "version"]) => Reply.Json(StatusCodes.Status200OK, Version),
            ("GET", ["api", "v3", "core", "users", "me"]) => users.GetCaller(),
            ("GET", ["api", "v3", "core", "users"]) => users.List(request.Query),
            ("GET", ["api", "v3", "core", "users", var id]) => users.Get(id),
            ("POST", ["api", "v3", "core", "users"]) => await users.CreateAsync(request.Body),
            ("PATCH", ["api", "v3", "core", "users", var id]) => await users.ChangeAsync(id, request.Body),
            ("GET", ["api", "v3", "authenticators", "admin", "all"]) => site.ListDevices(request.Query),
            ("GET", ["api", "v3", .. var path]) => site.Get(string.Join('/', path), request.Query),
            ("POST", ["api", "v3", "core", "users" or "groups", _, _]) => Reply.Empty,
            _ => Reply.NotFound("Not found."),
        };
    }
}
