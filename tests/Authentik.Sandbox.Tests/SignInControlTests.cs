using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>What a test can tell the server about those who sign in.</summary>
public class SignInControlTests
{
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string ClientId = "robot";
    private const string Scopes = "goauthentik.io/api offline_access";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_is_let_in_after_some_time_and_its_access_ends_when_told_so()
    {
        await using var server = await StartAsync("--device-interval", "1");
        Assert.Equal(200, await TellAsync(server, "device", """{ "approve": "jdoe", "afterPolls": 1 }"""));
        var device = await FormAsync(server, "device", ("scope", Scopes));
        Assert.Equal((1, $"{server.Uri}/device"), ((int)device["interval"]!, device["verification_uri"]!.ToString()));
        Assert.Equal("authorization_pending", (await PollAsync(server, device))["error"]!.ToString());
        var token = await PollAsync(server, device);
        Assert.Equal(200, await StatusAsync(server, token));

        await TellAsync(server, "expire", "{}");
        Assert.Equal(403, await StatusAsync(server, token));
        token = await RefreshAsync(server, token);
        Assert.Equal(200, await StatusAsync(server, token));

        await TellAsync(server, "expire", """{ "revoke": true }""");
        Assert.Equal(403, await StatusAsync(server, token));
        Assert.Equal("invalid_grant", (await RefreshAsync(server, token))["error"]!.ToString());
    }

    [Fact]
    public async Task A_device_is_turned_away()
    {
        await using var server = await StartAsync();
        await TellAsync(server, "device", """{ "deny": true }""");
        Assert.Equal("access_denied", (await PollAsync(server, await FormAsync(server, "device")))["error"]!.ToString());
    }

    [Theory]
    [InlineData("device", "{}")]
    [InlineData("device", """{ "approve": "nobody" }""")]
    [InlineData("expire", "nonsense")]
    public async Task What_makes_no_sense_is_refused(string what, string body)
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(400, await TellAsync(server, what, body));
    }

    [Fact]
    public async Task Only_a_sandbox_can_be_told()
    {
        var folder = Directory.CreateTempSubdirectory("recordings");
        try
        {
            await using var server = await Server.StartAsync("--mode", "recordings", "--path", folder.FullName);
            Assert.Equal(400, await TellAsync(server, "expire", "{}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_issuer_can_be_named()
    {
        await using var server = await StartAsync("--assertion-issuer", "https://ci.example");
        // {"iss":"https://ci.example","sub":"me"}
        const string Claims = "eyJpc3MiOiJodHRwczovL2NpLmV4YW1wbGUiLCJzdWIiOiJtZSJ9";
        var token = await FormAsync(
            server,
            "token",
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", $"e30.{Claims}.x"),
            ("scope", Scopes));
        Assert.Equal(200, await StatusAsync(server, token));
    }

    // A server with a public client.
    private static async Task<Server> StartAsync(params string[] arguments)
    {
        var server = await Server.StartAsync(arguments);
        var flows = await server.Http.GetFromJsonAsync<JsonNode>("/api/v3/flows/instances/?designation=authorization", Cancellation);
        var mappings = await server.Http.GetFromJsonAsync<JsonNode>("/api/v3/propertymappings/provider/scope/", Cancellation);
        var provider = await PostAsync(server, "providers/oauth2", new JsonObject
        {
            ["name"] = "robot",
            ["client_id"] = ClientId,
            ["client_type"] = "public",
            ["authorization_flow"] = flows!["results"]![0]!["pk"]!.DeepClone(),
            ["invalidation_flow"] = flows["results"]![0]!["pk"]!.DeepClone(),
            ["redirect_uris"] = new JsonArray(),
            ["property_mappings"] = new JsonArray([.. mappings!["results"]!.AsArray().Select(mapping => mapping!["pk"]!.DeepClone())]),
        });
        await PostAsync(
            server,
            "core/applications",
            new JsonObject { ["name"] = "Robot", ["slug"] = "robot", ["provider"] = provider["pk"]!.DeepClone() });
        return server;
    }

    private static async Task<JsonNode> PostAsync(Server server, string path, JsonObject body)
    {
        using var answer = await server.Http.PostAsJsonAsync($"/api/v3/{path}/", body, Cancellation);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
    }

    private static Task<JsonNode> PollAsync(Server server, JsonNode device) =>
        FormAsync(server, "token", ("grant_type", DeviceGrant), ("device_code", device["device_code"]!.ToString()));

    private static Task<JsonNode> RefreshAsync(Server server, JsonNode token) =>
        FormAsync(server, "token", ("grant_type", "refresh_token"), ("refresh_token", token["refresh_token"]!.ToString()));

    private static async Task<JsonNode> FormAsync(Server server, string endpoint, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields
            .Select(field => KeyValuePair.Create(field.Name, field.Value))
            .Append(new("client_id", ClientId)));
        using var answer = await server.Http.PostAsync($"/application/o/{endpoint}/", form, Cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
    }

    private static async Task<int> StatusAsync(Server server, JsonNode token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v3/core/users/me/");
        request.Headers.Authorization = new("Bearer", token["access_token"]!.ToString());
        using var answer = await server.Http.SendAsync(request, Cancellation);
        return (int)answer.StatusCode;
    }

    private static async Task<int> TellAsync(Server server, string what, string body)
    {
        using var content = new StringContent(body);
        using var answer = await server.Http.PostAsync($"/__control/{what}", content, Cancellation);
        return (int)answer.StatusCode;
    }
}
