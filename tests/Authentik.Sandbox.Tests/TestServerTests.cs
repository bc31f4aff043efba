using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests;

public class TestServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_serves_the_sandbox_below_a_prefix_and_ends_with_its_input()
    {
        await using var server = await Server.StartAsync("--version", "2024.10.5", "--base", "/auth", "--user-token", "jane=jdoe");
        Assert.EndsWith("/auth", server.Uri, StringComparison.Ordinal);
        Assert.Equal("2024.10.5", (await Json(server, "/auth/api/v3/admin/version/"))["version_current"]!.ToString());
        using var other = await server.Http.GetAsync("/api/v3/admin/version/", Cancellation);
        Assert.Equal(404, (int)other.StatusCode);
        Assert.Equal(0, await server.CloseAsync());
    }

    [Fact]
    public async Task It_speaks_tls()
    {
        await using var server = await Server.StartAsync("--tls");
        Assert.StartsWith("https://127.0.0.1:", server.Uri, StringComparison.Ordinal);
        Assert.Equal("2026.2.2", (await Json(server, "/api/v3/admin/version/"))["version_current"]!.ToString());
    }

    [Fact]
    public async Task It_tells_what_it_received()
    {
        await using var server = await Server.StartAsync();
        using var content = new StringContent("""{ "username": "ü" }""");
        await server.Http.PostAsync("/api/v3/core/users/?a=%2F&a=2", content, Cancellation);
        var seen = (await Json(server, "/__control/requests")).AsArray().Single()!;
        Assert.Equal(
            ("POST", "/api/v3/core/users/", "?a=%2F&a=2"),
            (seen["method"]!.ToString(), seen["path"]!.ToString(), seen["query"]!.ToString()));
        Assert.Equal("""{ "username": "ü" }""", seen["body"]!.ToString());
        Assert.Equal("Bearer T", seen["headers"]!["Authorization"]!.ToString());
        await server.Http.DeleteAsync("/__control/requests", Cancellation);
        Assert.Empty((await Json(server, "/__control/requests")).AsArray());
    }

    [Fact]
    public async Task It_gives_the_answers_it_is_told_to()
    {
        await using var server = await Server.StartAsync();
        await Tell(
            server,
            "answers",
            """{ "path": "/core/users/", "times": 2, "status": 503, "headers": { "Retry-After": "1" }, "json": { "detail": "busy" } }""");
        await Tell(server, "answers", """{ "method": "DELETE", "status": 502, "text": "<html>" }""");
        for (var i = 0; i < 2; i++)
        {
            using var busy = await server.Http.GetAsync("/api/v3/core/users/", Cancellation);
            Assert.Equal(
                (503, "1", """{"detail":"busy"}"""),
                ((int)busy.StatusCode, busy.Headers.RetryAfter!.ToString(), await busy.Content.ReadAsStringAsync(Cancellation)));
        }

        using var normal = await server.Http.GetAsync("/api/v3/core/users/", Cancellation);
        Assert.Equal(200, (int)normal.StatusCode);
        using var gateway = await server.Http.DeleteAsync("/api/v3/core/users/5/", Cancellation);
        Assert.Equal((502, "text/html"), ((int)gateway.StatusCode, gateway.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task It_cuts_the_connection_and_takes_its_time_when_told_to()
    {
        await using var server = await Server.StartAsync();
        await Tell(server, "answers", """{ "drop": true }""");
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Http.GetAsync("/api/v3/core/users/", Cancellation));
        await Tell(server, "answers", """{ "delayMs": 300 }""");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var late = await server.Http.GetAsync("/api/v3/core/users/", Cancellation);
        Assert.Equal(200, (int)late.StatusCode);
        Assert.True(watch.ElapsedMilliseconds >= 290);
    }

    [Fact]
    public async Task It_goes_back_to_the_seeds_and_stops_when_told_to()
    {
        await using var server = await Server.StartAsync();
        await server.Http.DeleteAsync("/api/v3/core/users/5/", Cancellation);
        await Tell(server, "answers", """{ "times": 9, "status": 500 }""");
        await Tell(server, "reset", """{ "version": "2024.8.4" }""");
        Assert.Equal("jdoe", (await Json(server, "/api/v3/core/users/5/"))["username"]!.ToString());
        Assert.Equal("2024.8.4", (await Json(server, "/api/v3/admin/version/"))["version_current"]!.ToString());
        await Tell(server, "stop", "{}");
        Assert.Equal(0, await server.GoneAsync());
    }

    [Fact]
    public async Task It_plays_recorded_exchanges_in_turn()
    {
        var folder = Directory.CreateTempSubdirectory("recordings");
        try
        {
            Record(folder, "01.json", "GET", """{ "a": ["1", "2"], "b": 3 }""", "null", 200, """{ "turn": 1 }""");
            Record(folder, "02.json", "GET", """{ "a": ["1", "2"], "b": 3 }""", "null", 200, """{ "turn": 2 }""");
            Record(folder, "03.json", "POST", "{}", """{ "x": 1, "y": [2] }""", 201, """{ "made": true }""");
            await using var server = await Server.StartAsync("--mode", "recordings", "--path", folder.FullName, "--ignore", "page_size");
            const string Path = "/api/v3/things/%C3%BC/";
            var turns = new List<string>();
            for (var i = 0; i < 3; i++)
            {
                turns.Add((await Json(server, $"{Path}?b=3&a=1&a=2&page_size=100"))["turn"]!.ToString());
            }

            Assert.Equal(["1", "2", "2"], turns);
            using var made = await server.Http.PostAsJsonAsync(Path, JsonNode.Parse("""{ "y": [2], "x": 1 }"""), Cancellation);
            Assert.Equal(201, (int)made.StatusCode);
            using var unknown = await server.Http.PostAsJsonAsync(Path, JsonNode.Parse("""{ "x": 2 }"""), Cancellation);
            Assert.Equal(501, (int)unknown.StatusCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task It_plays_what_was_really_recorded()
    {
        Assert.SkipWhen(Agreement.Recordings.Folder is null, Agreement.Recordings.Absent);
        await using var server = await Server.StartAsync(
            "--mode",
            "recordings",
            "--path",
            Path.Combine(Agreement.Recordings.Folder!, "2026.2.2"));
        Assert.Equal("2026.2.2", (await Json(server, "/api/v3/admin/version/"))["version_current"]!.ToString());
    }

    private static void Record(DirectoryInfo folder, string name, string method, string query, string body, int status, string answer) =>
        File.WriteAllText(Path.Combine(folder.FullName, name), $$"""
            {
              "request": { "method": "{{method}}", "path": "/api/v3/things/ü/", "query": {{query}}, "headers": {}, "body": {{body}} },
              "response": {
                "status": {{status}},
                "headers": { "content-type": "application/json", "content-length": "999" },
                "json": {{answer}}
              }
            }
            """);

    private static async Task<JsonNode> Json(Server server, string path) =>
        JsonNode.Parse(await server.Http.GetStringAsync(path, Cancellation))!;

    private static async Task Tell(Server server, string what, string body)
    {
        using var content = new StringContent(body);
        using var answer = await server.Http.PostAsync($"/__control/{what}", content, Cancellation);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
