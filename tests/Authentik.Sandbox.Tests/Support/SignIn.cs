using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Sandboxing.Tests.Support;

/// <summary>A sandbox with a client that signs in to it: a provider named <c>robot</c>, and its application.</summary>
internal sealed class SignIn : IDisposable
{
    public const string ApiScope = "goauthentik.io/api";
    public const string ClientId = "robot-client";
    public const string Secret = "robot-secret";
    public const string Password = "app-password-of-jane";

    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    private readonly string basePath;

    private SignIn(string version, string basePath, SandboxOptions options)
    {
        this.basePath = basePath;
        Sandbox = new Sandbox(options with
        {
            Version = ServerVersion.Parse(version),
            Token = Client.Token,
            BasePath = basePath,
            Clock = Clock,
        });
        Admin = new Client(Sandbox, Client.Token, basePath);
    }

    public Clock Clock { get; } = new();

    public Sandbox Sandbox { get; }

    public Client Admin { get; }

    public string Provider { get; private set; } = string.Empty;

    public string Application { get; private set; } = string.Empty;

    /// <param name="version">The version it plays.</param>
    /// <param name="basePath">The path below which it stands.</param>
    /// <param name="options">Other options.</param>
    /// <param name="provider">Values of the provider that are not the usual ones.</param>
    public static async Task<SignIn> StartAsync(
        string version = "2026.2.2",
        string basePath = "/",
        SandboxOptions? options = null,
        JsonObject? provider = null)
    {
        var made = new SignIn(version, basePath, options ?? new SandboxOptions());
        await made.Admin.Post("/core/tokens/jdoe-mail/set_key/", new JsonObject { ["key"] = Password });
        made.Provider = await made.AddProviderAsync(provider ?? []);
        var application = await made.Admin.Post(
            "/core/applications/",
            new JsonObject { ["name"] = "Robot", ["slug"] = "robot", ["provider"] = int.Parse(made.Provider, null) });
        made.Application = application["pk"]!.ToString();
        return made;
    }

    public Task<Came> Token(params (string Name, string Value)[] form) =>
        Admin.PostForm("/application/o/token/", [("client_id", ClientId), .. form]);

    /// <summary>Asks for a token with the app password of jdoe.</summary>
    public Task<Came> TokenOfJane(string scope = ApiScope) =>
        Token(("grant_type", "client_credentials"), ("username", "jdoe"), ("password", Password), ("scope", scope));

    public Task<Came> Device(string scope = ApiScope, string client = ClientId) =>
        Admin.PostForm("/application/o/device/", [("client_id", client), ("scope", scope)]);

    public Task<Came> Poll(Came device, string client = ClientId) =>
        Token(("client_id", client), ("grant_type", DeviceGrant), ("device_code", device["device_code"]!.ToString()));

    public Task<Came> Refresh(Came token) =>
        Token(("grant_type", "refresh_token"), ("client_secret", Secret), ("refresh_token", token["refresh_token"]!.ToString()));

    /// <summary>The name of the user for whom a token opens the API; what the API says where it does not.</summary>
    public async Task<string?> WhoAsync(Came token)
    {
        using var client = new Client(Sandbox, token["access_token"]!.ToString(), basePath);
        var came = await client.Get("/core/users/me/");
        return came.Detail ?? came["user"]!["username"]!.ToString();
    }

    public void Dispose() => Admin.Dispose();

    /// <summary>Makes one more provider, and gives its id.</summary>
    /// <param name="values">What is not as with the first one.</param>
    public async Task<string> AddProviderAsync(JsonObject values)
    {
        var body = new JsonObject
        {
            ["name"] = "robot",
            ["authorization_flow"] = await FlowAsync("authorization"),
            ["invalidation_flow"] = await FlowAsync("invalidation"),
            ["redirect_uris"] = Sandbox.Version >= ServerVersion.Parse("2024.10.3") ? new JsonArray() : string.Empty,
            ["client_id"] = ClientId,
            ["client_secret"] = Secret,
            ["property_mappings"] = new JsonArray([.. await MappingsAsync()]),
        };
        foreach (var (name, value) in values)
        {
            body[name] = value?.DeepClone();
        }

        var made = await Admin.Post("/providers/oauth2/", body);
        Assert.True(made.Status == 201, made.Text);
        return made["pk"]!.ToString();
    }

    private async Task<string> FlowAsync(string designation) =>
        (await Admin.Get($"/flows/instances/?designation={designation}")).Results[0]["pk"]!.ToString();

    private async Task<IEnumerable<JsonNode?>> MappingsAsync() =>
        from mapping in (await Admin.Get("/propertymappings/provider/scope/")).Results
        where mapping["scope_name"]!.ToString() is ApiScope or "openid" or "offline_access"
        select mapping["pk"]!.DeepClone();
}
