using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Support;

/// <summary>A real server that a variable names.</summary>
internal sealed class RealServer : RecordedServer
{
    private static readonly string? Token = Environment.GetEnvironmentVariable("AUTHENTIK_TEST_TOKEN");

    // Only changes by requests are in the log: what the server's own tasks and blueprints do isn't.
    private static readonly string[] ChangeActions = ["model_created", "model_updated", "model_deleted"];

    private RealServer(Uri uri, ServerVersion version, long userId)
        : base(new HttpClientHandler { UseCookies = false }, uri, Token!, version, userId)
    {
    }

    /// <summary>The server of a variable; the test is skipped where there is none.</summary>
    public static async Task<RealServer> OpenAsync(string variable)
    {
        var url = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(url) || string.IsNullOrEmpty(Token),
            "This needs two real servers of one version: set AUTHENTIK_TEST_URL, AUTHENTIK_TEST_URL2 and AUTHENTIK_TEST_TOKEN.");
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        var version = JsonNode.Parse(await http.GetStringAsync("/api/v3/admin/version/"))!["version_current"]!.GetValue<string>();
        var user = JsonNode.Parse(await http.GetStringAsync("/api/v3/core/users/me/"))!["user"]!["pk"]!.GetValue<long>();
        return new RealServer(new Uri(url), ServerVersion.Parse(version), user);
    }

    /// <summary>Makes an object of each kind that the server makes without a license.</summary>
    public async Task SeedAsync()
    {
        using var client = new Client(Session.Uri, Token!);
        await Seeding.MakeEachKindAsync(client, Session.ServerVersion!);
    }

    /// <summary>Makes the users that seeding made on another server.</summary>
    public async Task AddUsersOfAsync(RealServer other)
    {
        using var source = new Client(other.Session.Uri, Token!);
        using var client = new Client(Session.Uri, Token!);
        await Seeding.AddUsersAsync(source, client, "made-");
    }

    /// <summary>Removes the users of these names.</summary>
    public async Task RemoveUsersAsync()
    {
        using var client = new Client(Session.Uri, Token!);
        foreach (var user in (await client.Get("/core/users/?search=made-&page_size=100")).Results)
        {
            await client.Delete($"/core/users/{user["pk"]}/");
        }
    }

    /// <summary>How many changes of objects the server's own log has, by whomever.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountChangesAsync()
    {
        using var client = new Client(Session.Uri, Token!);
        var counts = new Dictionary<string, int>();
        foreach (var action in ChangeActions)
        {
            var events = await client.Get($"/events/events/?action={action}&page_size=1");
            counts[action] = events["pagination"]!["count"]!.GetValue<int>();
        }

        return counts;
    }

    /// <summary>The changes of objects between two counts, a hundred of each action at most.</summary>
    public async Task<IReadOnlyList<string>> ListChangesAsync(
        IReadOnlyDictionary<string, int> from, IReadOnlyDictionary<string, int> to)
    {
        using var client = new Client(Session.Uri, Token!);
        var changes = new List<string>();
        foreach (var action in ChangeActions.Where(action => to[action] > from[action]))
        {
            var events = await client.Get($"/events/events/?action={action}&ordering=-created&page_size={to[action] - from[action]}");
            changes.AddRange(events.Results.Select(one => 
                $"{action} by {one["user"]!["username"]}: {one["context"]!["model"]?.ToJsonString()}"));
        }

        return changes;
    }
}
