using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>The real server that two variables name. It is only read from.</summary>
internal sealed class RealServer : IDisposable
{
    /// <summary>Why a test is skipped without a server.</summary>
    public const string Absent = "This needs a real server: set AUTHENTIK_TEST_URL and AUTHENTIK_TEST_TOKEN, the token of a superuser.";

    private static readonly string? Url = Environment.GetEnvironmentVariable("AUTHENTIK_TEST_URL");
    private static readonly string? Token = Environment.GetEnvironmentVariable("AUTHENTIK_TEST_TOKEN");

    private readonly HttpClient http = new(new HttpClientHandler { UseCookies = false }) { Timeout = TimeSpan.FromMinutes(2) };

    public RealServer() => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

    /// <summary>True when the variables name no server.</summary>
    public static bool IsAbsent => string.IsNullOrEmpty(Url) || string.IsNullOrEmpty(Token);

    /// <summary>The version of the server. A server that doesn't say it ends the test.</summary>
    public async Task<ServerVersion> ReadVersionAsync()
    {
        var came = await GetAsync("/admin/version/");
        Assert.True(came.Status == 200, $"{Url} responds to /admin/version/ with {came.Status}. Check the address and the token.");
        return ServerVersion.Parse(came["version_current"]!.GetValue<string>());
    }

    /// <summary>Reads a URL below the root of the API.</summary>
    public async Task<Came> GetAsync(string url)
    {
        using var response = await http.GetAsync(Url!.TrimEnd('/') + "/api/v3" + url, TestContext.Current.CancellationToken);
        var headers = response.Content.Headers
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Came((int)response.StatusCode, headers.GetValueOrDefault("Content-Type", string.Empty), text, headers);
    }

    public void Dispose() => http.Dispose();
}
