using System.Net.Http.Json;
using System.Text.Json;
using Authentik.Tests.Support;

namespace Authentik.Hosting.Tests;

/// <summary>
/// A server for the tests: the sandbox behind a real socket, or the real server that AUTHENTIK_TEST_URL and AUTHENTIK_TEST_TOKEN name,
/// which is reached through a proxy that notes what passes.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>Why a test is skipped that a real server cannot do.</summary>
    public const string NeedsSandbox = "This needs a sandbox of a certain version, and AUTHENTIK_TEST_URL names a real server.";

    /// <summary>The version that a sandbox has where a test does not choose.</summary>
    public const string DefaultVersion = "2026.2.2";

    private static readonly string? RealUri = Environment.GetEnvironmentVariable("AUTHENTIK_TEST_URL");

    private readonly Server server;

    private TestServer(Server server) => this.server = server;

    /// <summary>True when a real server answers.</summary>
    public static bool IsReal => !string.IsNullOrEmpty(RealUri);

    public string Uri => server.Uri;

    /// <summary>The address without the path.</summary>
    public string Origin => new Uri(Uri).GetLeftPart(UriPartial.Authority);

    public static string Token => Server.Token;

    /// <summary>The requests since the last <see cref="Clear"/>.</summary>
    public IReadOnlyList<WireRequest> Requests
    {
        get
        {
            using var answer = Send(HttpMethod.Get, "requests");
            return JsonSerializer.Deserialize<List<WireRequest>>(answer.Content.ReadAsStream(), JsonSerializerOptions.Web)!;
        }
    }

    /// <summary>The requests that could change something.</summary>
    public IReadOnlyList<WireRequest> Writes => [.. Requests.Where(request => request.Method is "POST" or "PUT" or "PATCH" or "DELETE")];

    /// <summary>The bodies that were sent, as they were on the wire.</summary>
    public IReadOnlyList<string?> Bodies =>
        [.. Requests.Where(request => request.Method is "POST" or "PUT" or "PATCH").Select(request => request.Body)];

    public string LastBody => Bodies[^1] ?? string.Empty;

    /// <summary>Starts a server; the version counts for a sandbox alone.</summary>
    public static async Task<TestServer> StartAsync(string version = DefaultVersion, params string[] arguments)
    {
        string[] mode = IsReal ? ["--mode", "proxy", "--target", RealUri!] : ["--mode", "sandbox", "--version", version];
        return new TestServer(await Server.StartAsync([.. mode, .. arguments]));
    }

    /// <summary>Forgets the requests.</summary>
    public void Clear() => Send(HttpMethod.Delete, "requests").Dispose();

    /// <summary>Has the server give this answer before its own.</summary>
    public void Answer(object answer) => Send(HttpMethod.Post, "answers", JsonContent.Create(answer)).Dispose();

    /// <summary>Back to the beginning, the state and the answers that wait; a sandbox is of this version then.</summary>
    public void Reset(string? version = null) =>
        Send(HttpMethod.Post, "reset", version is null ? null : JsonContent.Create(new { version })).Dispose();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private HttpResponseMessage Send(HttpMethod method, string control, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"/__control/{control}") { Content = content };
        return server.Http.Send(request).EnsureSuccessStatusCode();
    }
}

/// <summary>A request as it was on the wire.</summary>
public sealed record WireRequest(string Method, string Path, string Query, string? Body, DateTimeOffset Time);
