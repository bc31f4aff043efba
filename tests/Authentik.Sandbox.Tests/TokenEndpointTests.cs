using System.Text;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>Signing in as a program: what the token end point gives, and what it refuses.</summary>
public class TokenEndpointTests
{
    private const string Invalid = "Token invalid/expired";
    private const string Machine = "ak-robot-client_credentials";

    [Theory]
    [InlineData("2026.2.2", "access_token token_type scope expires_in id_token")]
    [InlineData("2024.10.5", "access_token token_type expires_in id_token")]
    public async Task An_app_password_gives_a_token_that_opens_the_api_as_its_user(string version, string names)
    {
        using var signIn = await SignIn.StartAsync(version);
        var came = await signIn.TokenOfJane();
        Assert.Equal((200, names), (came.Status, string.Join(' ', came.Json!.AsObject().Select(pair => pair.Key))));
        Assert.Equal(
            ("Bearer", 3600, "no-store"),
            (came["token_type"]!.ToString(), (int)came["expires_in"]!, came.Headers["Cache-Control"]));
        Assert.Matches(@"^[\w-]+\.[\w-]+\.[\w-]+$", came["access_token"]!.ToString());
        Assert.Equal("jdoe", await signIn.WhoAsync(came));
    }

    [Fact]
    public async Task Every_token_is_another_one()
    {
        using var signIn = await SignIn.StartAsync();
        Came[] all = [await signIn.TokenOfJane(), await signIn.TokenOfJane()];
        Assert.Equal(
            4,
            all.SelectMany(came => new[] { came["access_token"]!.ToString(), came["id_token"]!.ToString() }).Distinct().Count());
    }

    [Fact]
    public async Task The_name_and_the_password_come_in_other_ways_too()
    {
        using var signIn = await SignIn.StartAsync();
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"jdoe:{SignIn.Password}"));
        var ofPair = await signIn.Token(("grant_type", "client_credentials"), ("client_secret", pair), ("scope", SignIn.ApiScope));
        Assert.Equal("jdoe", await signIn.WhoAsync(ofPair));
        var ofPassword = await signIn.Token(
            ("grant_type", "password"),
            ("username", "jdoe"),
            ("password", SignIn.Password),
            ("scope", SignIn.ApiScope));
        Assert.Equal("jdoe", await signIn.WhoAsync(ofPassword));
    }

    [Fact]
    public async Task The_secret_alone_gives_a_token_of_a_user_of_its_own_without_rights()
    {
        using var signIn = await SignIn.StartAsync();
        var came = await Secret(signIn, SignIn.Secret);
        Assert.Equal(Machine, await signIn.WhoAsync(came));
        await Secret(signIn, SignIn.Secret);
        var user = Assert.Single((await signIn.Admin.Get($"/core/users/?username={Machine}")).Results);
        Assert.Equal(
            ("service_account", "goauthentik.io/apps/robot", "[]"),
            (user["type"]!.ToString(), user["path"]!.ToString(), Json.Text(user["groups"])));
        using var machine = new Client(signIn.Sandbox, came["access_token"]!.ToString());
        Assert.Equal(403, (await machine.Get("/core/users/")).Status);
    }

    [Fact]
    public async Task A_client_may_name_itself_in_the_header()
    {
        using var signIn = await SignIn.StartAsync();
        var header = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SignIn.ClientId}:{SignIn.Secret}"));
        var came = await signIn.Admin.PostForm(
            "/application/o/token/",
            [("grant_type", "client_credentials"), ("scope", SignIn.ApiScope)],
            authorization: header);
        Assert.Equal(Machine, await signIn.WhoAsync(came));
    }

    [Theory]
    [InlineData("username=jdoe&password=wrong")]
    [InlineData("username=nobody&password=app-password-of-jane")]
    [InlineData("username=eve&password=app-password-of-jane")]
    [InlineData("client_secret=wrong")]
    [InlineData("client_secret=amRvZTp3cm9uZw==")]
    [InlineData("scope=openid")]
    [InlineData("client_assertion_type=other&client_assertion=a.b.c")]
    public async Task Wrong_credentials_are_all_refused_alike(string fields)
    {
        using var signIn = await SignIn.StartAsync();
        var form = fields.Split('&').Select(field => field.Split('=', 2)).Select(pair => (pair[0], pair[1]));
        var came = await signIn.Token([("grant_type", "client_credentials"), .. form]);
        Assert.Equal((400, "invalid_grant"), (came.Status, came["error"]!.ToString()));
        Assert.StartsWith("The provided authorization grant", came["error_description"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(came.Headers["X-authentik-id"], came["request_id"]!.ToString());
    }

    [Fact]
    public async Task Older_versions_do_not_number_their_refusals()
    {
        using var signIn = await SignIn.StartAsync("2024.10.5");
        Assert.Equal(["error", "error_description"], (await Secret(signIn, "wrong")).Json!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task An_api_token_is_no_password()
    {
        using var signIn = await SignIn.StartAsync();
        await signIn.Admin.Post("/core/tokens/", Json.Of("""{ "identifier": "api", "user": 5, "expiring": false }"""));
        await signIn.Admin.Post("/core/tokens/api/set_key/", Json.Of("""{ "key": "api-key-of-jane" }"""));
        var came = await signIn.Token(("grant_type", "client_credentials"), ("username", "jdoe"), ("password", "api-key-of-jane"));
        Assert.Equal("invalid_grant", came["error"]!.ToString());
    }

    [Fact]
    public async Task An_app_password_runs_out()
    {
        using var signIn = await SignIn.StartAsync();
        await signIn.Admin.Post("/core/tokens/", Json.Of("""{ "identifier": "brief", "intent": "app_password", "user": 5 }"""));
        await signIn.Admin.Post("/core/tokens/brief/set_key/", Json.Of("""{ "key": "brief" }"""));
        Task<Came> Ask() => signIn.Token(("grant_type", "client_credentials"), ("username", "jdoe"), ("password", "brief"));
        Assert.Equal(200, (await Ask()).Status);
        signIn.Clock.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal("invalid_grant", (await Ask())["error"]!.ToString());
    }

    [Fact]
    public async Task An_unknown_client_is_told_so()
    {
        using var signIn = await SignIn.StartAsync();
        (string, string)[] form = [("grant_type", "client_credentials"), ("client_id", "nobody")];
        Assert.Equal("invalid_client", (await signIn.Admin.PostForm("/application/o/token/", form))["error"]!.ToString());

        // What is no form is not read, and names no client.
        form = [("grant_type", "client_credentials"), ("client_id", SignIn.ClientId), ("client_secret", SignIn.Secret)];
        Assert.Equal(
            "invalid_client",
            (await signIn.Admin.PostForm("/application/o/token/", form, contentType: "application/json"))["error"]!.ToString());
    }

    [Fact]
    public async Task An_unknown_grant_is_told_so()
    {
        using var signIn = await SignIn.StartAsync();
        Assert.Equal("unsupported_grant_type", (await signIn.Token(("grant_type", "magic")))["error"]!.ToString());
    }

    [Fact]
    public async Task Nobody_signs_in_without_an_application()
    {
        using var signIn = await SignIn.StartAsync();
        await signIn.Admin.Delete("/core/applications/robot/");
        Assert.Equal("invalid_grant", (await signIn.TokenOfJane())["error"]!.ToString());
        Assert.Equal("invalid_grant", (await Secret(signIn, SignIn.Secret))["error"]!.ToString());
        Assert.Equal("invalid_client", (await signIn.Device())["error"]!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("openid")]
    public async Task Without_the_scope_a_token_comes_and_opens_nothing(string scope)
    {
        using var signIn = await SignIn.StartAsync();
        var came = await signIn.TokenOfJane(scope);
        Assert.Equal((200, scope, Invalid), (came.Status, came["scope"]!.ToString(), await signIn.WhoAsync(came)));
    }

    [Fact]
    public async Task Without_the_mapping_a_token_comes_and_opens_nothing()
    {
        using var signIn = await SignIn.StartAsync(provider: new JsonObject { ["property_mappings"] = new JsonArray() });
        var came = await signIn.TokenOfJane();
        Assert.Equal((200, string.Empty, Invalid), (came.Status, came["scope"]!.ToString(), await signIn.WhoAsync(came)));
    }

    [Fact]
    public async Task An_inactive_user_gets_no_token_and_the_one_there_was_opens_nothing()
    {
        using var signIn = await SignIn.StartAsync();
        var before = await signIn.TokenOfJane();
        await signIn.Admin.Patch("/core/users/5/", Json.Of("""{ "is_active": false }"""));
        var after = await signIn.TokenOfJane();
        Assert.Equal((400, "invalid_grant"), (after.Status, after["error"]!.ToString()));
        Assert.Equal(Invalid, await signIn.WhoAsync(before));
    }

    [Theory]
    [InlineData("hours=1;minutes=2;seconds=3", 3723)]
    [InlineData("weeks=1;days=1;milliseconds=1500", 691_201)]
    [InlineData("seconds=90", 90)]
    public async Task A_token_lives_as_long_as_its_provider_says(string validity, int seconds)
    {
        using var signIn = await SignIn.StartAsync(provider: new JsonObject { ["access_token_validity"] = validity });
        var came = await signIn.TokenOfJane();
        Assert.Equal(seconds, (int)came["expires_in"]!);
        signIn.Clock.Pass(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal("jdoe", await signIn.WhoAsync(came));
        signIn.Clock.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(Invalid, await signIn.WhoAsync(came));
    }

    [Fact]
    public async Task Tokens_are_listed_and_whoever_deletes_one_ends_it()
    {
        using var signIn = await SignIn.StartAsync();
        var came = await signIn.TokenOfJane();
        var row = Assert.Single((await signIn.Admin.Get($"/oauth2/access_tokens/?user=5&provider={signIn.Provider}")).Results);
        Assert.Equal(
            ("jdoe", "robot", false),
            (row["user"]!["username"]!.ToString(), row["provider"]!["name"]!.ToString(), (bool)row["is_expired"]!));
        Assert.Empty((await signIn.Admin.Get("/oauth2/access_tokens/?user=6")).Results);
        Assert.DoesNotContain(came["access_token"]!.ToString(), Json.Text(row), StringComparison.Ordinal);
        await signIn.Admin.Delete($"/oauth2/access_tokens/{row["pk"]}/");
        Assert.Equal(Invalid, await signIn.WhoAsync(came));
    }

    [Fact]
    public async Task Tokens_go_with_their_provider_and_with_a_reset()
    {
        using var signIn = await SignIn.StartAsync();
        var first = await signIn.TokenOfJane();
        Assert.Equal("jdoe", await signIn.WhoAsync(first));
        await signIn.Admin.Delete($"/providers/oauth2/{signIn.Provider}/");
        Assert.Equal(Invalid, await signIn.WhoAsync(first));
        signIn.Sandbox.Reset();
        Assert.Equal("invalid_client", (await signIn.TokenOfJane())["error"]!.ToString());
    }

    [Theory]
    [InlineData("""{ "user": 5 }""", true)]
    [InlineData("""{ "user": 6 }""", false)]
    [InlineData("""{ "user": 5, "negate": true }""", false)]
    [InlineData("""{ "user": 6, "enabled": false }""", true)]
    [InlineData("""{ "group": "b5000000-0000-4000-8000-000000000001" }""", false)]
    public async Task The_bindings_of_the_application_say_who_may(string binding, bool mayPass)
    {
        using var signIn = await SignIn.StartAsync();
        var body = Json.Of(binding);
        body["target"] = signIn.Application;
        body["order"] = 0;
        Assert.Equal(201, (await signIn.Admin.Post("/policies/bindings/", body)).Status);
        Assert.Equal(mayPass ? 200 : 400, (await signIn.TokenOfJane()).Status);
    }

    [Theory]
    [InlineData("return True", 200)]
    [InlineData("return False", 400)]
    [InlineData("return request.user.username == 'jdoe'", 501)]
    public async Task A_policy_decides_and_what_it_says_is_not_made_up(string expression, int status)
    {
        using var signIn = await SignIn.StartAsync();
        var policy = await signIn.Admin.Post(
            "/policies/expression/",
            new JsonObject { ["name"] = "Jane", ["expression"] = expression });
        await signIn.Admin.Post(
            "/policies/bindings/",
            new JsonObject { ["target"] = signIn.Application, ["policy"] = policy["pk"]!.ToString(), ["order"] = 0 });
        Assert.Equal(status, (await signIn.TokenOfJane()).Status);
    }

    [Fact]
    public async Task It_stands_below_the_prefix_and_takes_nothing_but_forms()
    {
        using var signIn = await SignIn.StartAsync(basePath: "/auth");
        Assert.Equal("jdoe", await signIn.WhoAsync(await signIn.TokenOfJane()));
        using var http = new HttpClient(new SandboxHandler(signIn.Sandbox));
        using var got = await http.GetAsync("http://sandbox.test/auth/application/o/token/", TestContext.Current.CancellationToken);
        Assert.Equal((405, "POST, OPTIONS"), ((int)got.StatusCode, string.Join(", ", got.Content.Headers.Allow)));
        using var other = await http.GetAsync("http://sandbox.test/application/o/token/", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)other.StatusCode);
        using var unknown = await http.GetAsync("http://sandbox.test/auth/application/o/userinfo/", TestContext.Current.CancellationToken);
        Assert.Equal(501, (int)unknown.StatusCode);
    }

    private static Task<Came> Secret(SignIn signIn, string secret) =>
        signIn.Token(("grant_type", "client_credentials"), ("client_secret", secret), ("scope", SignIn.ApiScope));
}
