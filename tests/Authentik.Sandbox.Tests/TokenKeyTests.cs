using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>The keys of tokens: who sees them, who changes them, and what they open.</summary>
public class TokenKeyTests
{
    private const string Invalid = "Token invalid/expired";

    [Fact]
    public async Task A_key_is_made_with_the_token_and_shown_only_where_it_is_asked_for()
    {
        using var client = new Client();
        var made = await client.Post("/core/tokens/", Json.Of("""{ "identifier": "mine" }"""));
        var key = (await client.Get("/core/tokens/mine/view_key/"))["key"]!.ToString();
        Assert.Matches("^[A-Za-z0-9]{60}$", key);
        Assert.DoesNotContain(
            key,
            made.Text + (await client.Get("/core/tokens/mine/")).Text + (await client.Get("/core/tokens/")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_an_api_token_opens_the_api_as_its_user()
    {
        var sandbox = NewSandbox();
        using var admin = new Client(sandbox, Client.Token);
        await admin.Post("/core/tokens/", Json.Of("""{ "identifier": "hers", "user": 5, "expiring": false }"""));
        using var jane = new Client(sandbox, await KeyAsync(admin, "hers"));
        Assert.Equal("jdoe", (await jane.Get("/core/users/me/"))["user"]!["username"]!.ToString());

        await admin.Patch("/core/users/5/", Json.Of("""{ "is_active": false }"""));
        Assert.Equal((403, Invalid), await RefusalAsync(jane));
    }

    [Fact]
    public async Task An_app_password_opens_nothing_by_itself()
    {
        var sandbox = NewSandbox();
        using var admin = new Client(sandbox, Client.Token);
        using var jane = new Client(sandbox, await KeyAsync(admin, "jdoe-mail"));
        Assert.Equal((403, Invalid), await RefusalAsync(jane));
    }

    [Fact]
    public async Task Using_an_expired_key_ends_the_token()
    {
        var clock = new Clock();
        var sandbox = NewSandbox(clock);
        using var admin = new Client(sandbox, Client.Token);
        await admin.Post("/core/tokens/", Json.Of("""{ "identifier": "short" }"""));
        await admin.Post("/core/tokens/", Json.Of("""{ "identifier": "long", "expiring": false }"""));
        using var brief = new Client(sandbox, await KeyAsync(admin, "short"));
        using var lasting = new Client(sandbox, await KeyAsync(admin, "long"));
        clock.Pass(TimeSpan.FromMinutes(29));
        Assert.Equal(200, (await brief.Get("/core/users/me/")).Status);

        clock.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (await admin.Get("/core/tokens/short/view_key/")).Status);
        Assert.Equal((403, Invalid), await RefusalAsync(brief));
        Assert.Equal(404, (await admin.Get("/core/tokens/short/")).Status);
        Assert.Equal(200, (await lasting.Get("/core/users/me/")).Status);
    }

    [Fact]
    public async Task A_new_key_takes_the_place_of_the_old_one()
    {
        var sandbox = NewSandbox();
        using var admin = new Client(sandbox, Client.Token);
        await admin.Post("/core/tokens/", Json.Of("""{ "identifier": "mine" }"""));
        using var old = new Client(sandbox, await KeyAsync(admin, "mine"));
        var came = await admin.Post("/core/tokens/mine/set_key/", Json.Of("""{ "key": "short" }"""));
        Assert.Equal((204, string.Empty), (came.Status, came.Text));
        using var now = new Client(sandbox, "short");
        Assert.Equal("short", await KeyAsync(admin, "mine"));
        Assert.Equal(200, (await now.Get("/core/users/me/")).Status);
        Assert.Equal((403, Invalid), await RefusalAsync(old));
    }

    [Theory]
    [InlineData("2026.2.2", "{}", """{"key":["This field is required."]}""")]
    [InlineData("2026.2.2", """{ "key": "" }""", """{"key":["This field may not be blank."]}""")]
    [InlineData("2024.10.5", "{}", "")]
    public async Task A_missing_key_is_refused(string version, string body, string text)
    {
        using var client = new Client(version);
        var came = await client.Post("/core/tokens/jdoe-mail/set_key/", Json.Of(body));
        Assert.Equal((400, text), (came.Status, came.Text));
    }

    [Fact]
    public async Task Who_made_a_token_sees_its_key_and_who_only_owns_it_does_not()
    {
        var sandbox = NewSandbox();
        sandbox.AddToken("jane", "jdoe");
        using var admin = new Client(sandbox, Client.Token);
        using var jane = new Client(sandbox, "jane");
        await admin.Post("/core/tokens/", Json.Of("""{ "identifier": "given", "user": 5 }"""));
        var made = await jane.Post("/core/tokens/", Json.Of("""{ "identifier": "made", "user": 3 }"""));
        Assert.Equal((201, "5"), (made.Status, made["user"]!.ToString()));
        Assert.Equal(200, (await jane.Get("/core/tokens/made/view_key/")).Status);
        Assert.Equal((403, "You do not have permission to perform this action."), await RefusalAsync(jane, "/core/tokens/given/view_key/"));
        Assert.Equal(404, (await jane.Get("/core/tokens/authentik-bootstrap-token/view_key/")).Status);
        Assert.Equal(403, (await jane.Post("/core/tokens/made/set_key/", Json.Of("""{ "key": "x" }"""))).Status);
    }

    [Fact]
    public async Task An_action_takes_its_own_method_only()
    {
        using var client = new Client();
        var came = await client.Post("/core/tokens/jdoe-mail/view_key/");
        Assert.Equal((405, "GET, HEAD, OPTIONS"), (came.Status, came.Headers["Allow"]));
        Assert.Equal("POST, OPTIONS", (await client.Get("/core/tokens/jdoe-mail/set_key/")).Headers["Allow"]);
        Assert.Equal(404, (await client.Get("/core/tokens/none/view_key/")).Status);
    }

    private static Sandbox NewSandbox(TimeProvider? clock = null) =>
        new(new SandboxOptions { Token = Client.Token, Clock = clock ?? TimeProvider.System });

    private static async Task<string> KeyAsync(Client admin, string identifier) =>
        (await admin.Get($"/core/tokens/{identifier}/view_key/"))["key"]!.ToString();

    private static async Task<(int Status, string? Detail)> RefusalAsync(Client client, string path = "/core/users/me/")
    {
        var came = await client.Get(path);
        return (came.Status, came.Detail);
    }
}
