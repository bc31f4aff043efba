using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Actions of users, groups, roles and sessions.</summary>
public class PeopleActionTests
{
    private const string Admins = "b5000000-0000-4000-8000-000000000001";
    private const string ReadOnlyRole = "d4000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("2024.10.5", "{}", 204, "null")]
    [InlineData("2026.2.2", "{}", 400, """{"password":["This field is required."]}""")]
    [InlineData("2026.2.2", """{ "password": null }""", 400, """{"password":["This field may not be null."]}""")]
    [InlineData("2026.2.2", """{ "password": "" }""", 400, """{"password":["This field may not be blank."]}""")]
    public async Task A_password_is_required_on_newer_servers(string version, string body, int status, string answer)
    {
        using var client = new Client(version);
        var came = await client.Post("/core/users/5/set_password/", Json.Of(body));
        Assert.Equal((status, answer), (came.Status, Json.Text(came.Json)));
    }

    [Theory]
    [InlineData("set_password", "a")]
    [InlineData("set_password_hash", "pbkdf2_sha256$1$a$b")]
    public async Task A_password_changes_the_date(string action, string password)
    {
        using var client = new Client("2026.8.3");
        var before = (await client.Get("/core/users/5/"))["password_change_date"]!.ToString();
        Assert.Equal(204, (await client.Post($"/core/users/5/{action}/", Json.Of($$"""{ "password": "{{password}}" }"""))).Status);
        Assert.NotEqual(before, (await client.Get("/core/users/5/"))["password_change_date"]!.ToString());
    }

    [Fact]
    public async Task A_hash_has_a_form_and_a_missing_user_is_404()
    {
        using var client = new Client("2026.8.3");
        Assert.Equal(400, (await client.Post("/core/users/5/set_password_hash/", Json.Of("""{ "password": "plain" }"""))).Status);
        Assert.Equal(404, (await client.Post("/core/users/99/set_password/", Json.Of("""{ "password": "a" }"""))).Status);
    }

    [Fact]
    public async Task A_recovery_link_needs_a_flow_and_stays_the_same()
    {
        using var client = new Client();
        var refused = await client.Post("/core/users/5/recovery/");
        Assert.Equal((400, """{"non_field_errors":"No recovery flow set."}"""), (refused.Status, Json.Text(refused.Json)));
        await SetRecoveryFlowAsync(client);
        var first = await client.Post("/core/users/5/recovery/");
        Assert.StartsWith(
            "http://sandbox.test/if/flow/default-password-change/?flow_token=",
            first["link"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(first.Text, (await client.Post("/core/users/5/recovery/")).Text);
        Assert.NotEqual(first.Text, (await client.Post("/core/users/6/recovery/")).Text);
    }

    [Theory]
    [InlineData("2024.10.5")]
    [InlineData("2026.2.2")]
    public async Task A_recovery_email_names_a_stage(string version)
    {
        using var client = new Client(version);
        await SetRecoveryFlowAsync(client);
        var stage = (await client.Post("/stages/email/", Json.Of("""{ "name": "mail" }""")))["pk"]!.ToString();
        var isInBody = version == "2026.2.2";
        var query = isInBody ? string.Empty : $"?email_stage={stage}";
        var body = isInBody ? $$"""{ "email_stage": "{{stage}}" }""" : "{}";
        Assert.Equal(400, (await client.Post("/core/users/5/recovery_email/", Json.Of("{}"))).Status);
        Assert.Equal(204, (await client.Post($"/core/users/5/recovery_email/{query}", Json.Of(body))).Status);
        await client.Patch("/core/users/5/", Json.Of("""{ "email": "" }"""));
        var refused = await client.Post($"/core/users/5/recovery_email/{query}", Json.Of(body));
        Assert.Equal("""{"non_field_errors":"User does not have an email address set."}""", Json.Text(refused.Json));
    }

    [Theory]
    [InlineData("2024.10.5", "{}", 201)]
    [InlineData("2025.10.4", "{}", 400)]
    [InlineData("2026.2.2", "{}", 400)]
    [InlineData("2026.2.2", """{ "reason": "x" }""", 204)]
    public async Task Newer_servers_want_a_reason_for_impersonating(string version, string body, int status)
    {
        using var client = new Client(version);
        Assert.Equal(status, (await client.Post("/core/users/5/impersonate/", Json.Of(body))).Status);
        Assert.Equal(401, (await client.Post("/core/users/3/impersonate/", Json.Of("""{ "reason": "x" }"""))).Status);
        Assert.Equal(204, (await client.Get("/core/users/impersonate_end/")).Status);
    }

    [Fact]
    public async Task Paths_are_those_of_users_and_searched_by_user()
    {
        using var client = new Client();
        Assert.Contains("users/staff", Json.Text((await client.Get("/core/users/paths/")).Json), StringComparison.Ordinal);
        Assert.Equal("""{"paths":["users/staff"]}""", Json.Text((await client.Get("/core/users/paths/?search=jdoe")).Json));
        Assert.Equal("""{"paths":[]}""", Json.Text((await client.Get("/core/users/paths/?search=users/")).Json));
    }

    [Fact]
    public async Task A_service_account_has_a_group_and_an_app_password()
    {
        var sandbox = new Sandbox(new SandboxOptions { Version = ServerVersion.Parse("2026.2.2"), Token = Client.Token });
        using var client = new Client(sandbox, Client.Token);
        var came = await client.Post("/core/users/service_account/", Json.Of("""{ "name": "robot", "create_group": true }"""));
        Assert.Equal((200, "robot"), (came.Status, came["username"]!.ToString()));
        var group = await client.Get($"/core/groups/{came["group_pk"]}/");
        Assert.Equal($"[{came["user_pk"]}]", Json.Text(group["users"]));
        var token = await client.Get("/core/tokens/service-account-robot-password/");
        Assert.Equal("app_password", token["intent"]!.ToString());
        using var robot = new Client(sandbox, came["token"]!.ToString());
        Assert.Equal(403, (await robot.Get("/core/users/me/")).Status);
        await client.Post("/core/tokens/", Json.Of($$"""{ "identifier": "api", "user": {{came["user_pk"]}} }"""));
        using var program = new Client(sandbox, (await client.Get("/core/tokens/api/view_key/"))["key"]!.ToString());
        Assert.Equal("robot", (await program.Get("/core/users/me/"))["user"]!["username"]!.ToString());
    }

    [Theory]
    [InlineData("2024.10.5", "duplicate key value")]
    [InlineData("2026.2.2", """{"name":["This field must be unique."]}""")]
    public async Task A_service_account_needs_a_new_name(string version, string text)
    {
        using var client = new Client(version);
        var came = await client.Post("/core/users/service_account/", Json.Of("""{ "name": "jdoe" }"""));
        Assert.Equal(400, came.Status);
        Assert.Contains(text, came.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/core/groups/" + Admins, "groups")]
    [InlineData("/rbac/roles/" + ReadOnlyRole, "roles")]
    public async Task Members_are_added_and_removed(string holder, string field)
    {
        using var client = new Client();
        var id = holder.Split('/')[^1];
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(204, (await client.Post($"{holder}/add_user/", Json.Of("""{ "pk": 5 }"""))).Status);
            Assert.Equal($"[\"{id}\"]", Json.Text((await client.Get("/core/users/5/"))[field]));
        }

        Assert.Equal(204, (await client.Post($"{holder}/remove_user/", Json.Of("""{ "pk": 5 }"""))).Status);
        Assert.Equal("[]", Json.Text((await client.Get("/core/users/5/"))[field]));
        Assert.Equal("Not found.", (await client.Post($"{holder}/add_user/", Json.Of("""{ "pk": 999 }"""))).Detail);
    }

    [Theory]
    [InlineData("2025.10.4", "{}", 404)]
    [InlineData("2025.10.4", """{ "pk": "x" }""", 405)]
    [InlineData("2026.2.2", "{}", 400)]
    [InlineData("2026.2.2", """{ "pk": "x" }""", 400)]
    public async Task A_member_is_a_number(string version, string body, int status)
    {
        using var client = new Client(version);
        Assert.Equal(status, (await client.Post($"/core/groups/{Admins}/add_user/", Json.Of(body))).Status);
    }

    [Theory]
    [InlineData("", 400, """{"user_pks":["This field is required."]}""")]
    [InlineData("?user_pks=x", 400, """{"user_pks":{"0":["A valid integer is required."]}}""")]
    [InlineData("?user_pks=99", 200, """{"deleted":0}""")]
    [InlineData("?user_pks=5&user_pks=3", 200, """{"deleted":2}""")]
    public async Task Sessions_of_users_end_together(string query, int status, string answer)
    {
        using var client = new Client();
        var came = await client.Delete($"/core/authenticated_sessions/bulk_delete/{query}");
        Assert.Equal((status, answer), (came.Status, Json.Text(came.Json)));
    }

    [Theory]
    [InlineData("POST", "/core/users/6/set_password/", """{ "password": "a" }""")]
    [InlineData("POST", "/core/users/service_account/", """{ "name": "x" }""")]
    [InlineData("GET", "/admin/system/", null)]
    public async Task A_plain_user_is_refused(string method, string path, string? body)
    {
        var sandbox = new Sandbox(new SandboxOptions { Token = Client.Token });
        sandbox.AddToken("plain", "jdoe");
        using var client = new Client(sandbox, "plain");
        Assert.Equal(403, (await client.Send(method, path, body is null ? null : Json.Of(body))).Status);
    }

    private static async Task SetRecoveryFlowAsync(Client client)
    {
        var flow = (await client.Get("/flows/instances/default-password-change/"))["pk"];
        var brand = (await client.Get("/core/brands/")).Results[0]["brand_uuid"];
        Assert.Equal(200, (await client.Patch($"/core/brands/{brand}/", Json.Of($$"""{ "flow_recovery": "{{flow}}" }"""))).Status);
    }
}
