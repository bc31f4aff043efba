using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Actions of tasks, files, reviews, requests and tenants.</summary>
public class UpkeepActionTests
{
    private const string Application = "authentik_core.application";

    [Fact]
    public async Task A_task_runs_again()
    {
        using var client = new Client();
        var task = (await client.Get("/tasks/tasks/")).Results[0]["message_id"];
        Assert.Equal(204, (await client.Post($"/tasks/tasks/{task}/retry/")).Status);
        Assert.Equal("1", Json.Text((await client.Get($"/tasks/tasks/{task}/"))["retries"]));
        Assert.Equal(404, (await client.Post($"/tasks/tasks/{Guid.Empty}/retry/")).Status);
    }

    [Fact]
    public async Task A_schedule_makes_a_task()
    {
        using var client = new Client();
        var before = (await client.Get("/tasks/tasks/status/"))["done"]!.GetValue<int>();
        var schedule = (await client.Get("/tasks/schedules/")).Results[0]["id"];
        Assert.Equal(204, (await client.Post($"/tasks/schedules/{schedule}/send/")).Status);
        Assert.Equal(before + 1, (await client.Get("/tasks/tasks/status/"))["done"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_system_task_runs_until_2025_6()
    {
        using var client = new Client("2025.6.4");
        var task = (await client.Get("/events/system_tasks/")).Results[0];
        Assert.Equal(204, (await client.Post($"/events/system_tasks/{task["uuid"]}/run/")).Status);
        var after = await client.Get($"/events/system_tasks/{task["uuid"]}/");
        Assert.NotEqual(task["finish_timestamp"]!.ToString(), after["finish_timestamp"]!.ToString());
    }

    [Fact]
    public async Task An_invitation_is_sent_to_somebody()
    {
        using var client = new Client("2026.8.3");
        var invitation = (await client.Get("/stages/invitation/invitations/")).Results[0]["pk"];
        var path = $"/stages/invitation/invitations/{invitation}/send_email/";
        Assert.Equal(204, (await client.Post(path, Json.Of("""{ "email_addresses": ["a@example.com"] }"""))).Status);
        Assert.Equal(400, (await client.Post(path, Json.Of("""{ "email_addresses": [] }"""))).Status);
        Assert.Equal(400, (await client.Post(path, Json.Of("{}"))).Status);
    }

    [Fact]
    public async Task Files_are_added_and_deleted()
    {
        using var client = new Client();
        Assert.Equal(200, (await Form.PostAsync(client, "/admin/file/", ("file", "own.png", "x"), ("name", null, "icons/a.png"))).Status);
        Assert.Equal(200, (await Form.PostAsync(client, "/admin/file/", ("file", "own.png", "x"))).Status);
        Assert.Equal(400, (await Form.PostAsync(client, "/admin/file/", ("file", "own.png", "x"))).Status);
        var found = Assert.Single((await client.Get("/admin/file/?search=icons")).Json!.AsArray())!;
        Assert.Equal(("icons/a.png", "image/png"), (found["name"]!.ToString(), found["mime_type"]!.ToString()));
        await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki", "meta_icon": "own.png" }"""));
        var user = Assert.Single((await client.Get("/admin/file/used_by/?name=own.png")).Json!.AsArray())!;
        Assert.Equal(("Wiki", "left_dangling"), (user["name"]!.ToString(), user["action"]!.ToString()));
        Assert.Equal(200, (await client.Delete("/admin/file/?name=own.png")).Status);
        Assert.Equal(200, (await client.Delete("/admin/file/?name=own.png")).Status);
        Assert.Single((await client.Get("/admin/file/")).Json!.AsArray());
        Assert.Equal(400, (await client.Delete("/admin/file/")).Status);
    }

    [Theory]
    [InlineData("a/../b.png", """["Parent directory references ('..') are not allowed"]""")]
    [InlineData("ä.png", "[\"File name can only contain")]
    public async Task Names_of_files_are_checked(string name, string text)
    {
        using var client = new Client();
        var came = await Form.PostAsync(client, "/admin/file/", ("file", "own.png", "x"), ("name", null, name));
        Assert.Equal(400, came.Status);
        Assert.StartsWith(text, came.Text, StringComparison.Ordinal);
        Assert.Equal("""{"file":["No file was submitted."]}""", (await Form.PostAsync(client, "/admin/file/", ("name", null, "x"))).Text);
    }

    [Theory]
    [InlineData("/core/users/export/?search=j", "authentik_core.user")]
    [InlineData("/events/events/export/?search=j", "authentik_events.event")]
    public async Task An_export_needs_a_licence(string path, string model)
    {
        using var client = new Client();
        Assert.Equal(400, (await client.Post(path)).Status);
        await client.Post("/enterprise/license/", Json.Of("""{ "key": "ey-sandbox-licence" }"""));
        var made = await client.Post(path);
        Assert.Equal((201, "akadmin"), (made.Status, made["requested_by"]!["username"]!.ToString()));
        var found = await client.Get($"/reports/exports/{made["id"]}/");
        Assert.Equal(
            (model, """{"search":"j"}"""), (found["content_type"]!["fully_qualified_model"]!.ToString(), Json.Text(found["query_params"])));
    }

    [Fact]
    public async Task An_enrolment_token_keeps_its_key()
    {
        using var client = new Client();
        var connector = (await client.Post("/endpoints/agents/connectors/", Json.Of("""{ "name": "agents" }""")))["connector_uuid"];
        var id = (await client.Post(
            "/endpoints/agents/enrollment_tokens/", Json.Of($$"""{ "name": "laptops", "connector": "{{connector}}" }""")))["token_uuid"];
        var first = await client.Get($"/endpoints/agents/enrollment_tokens/{id}/view_key/");
        Assert.Equal((200, 60), (first.Status, first["key"]!.ToString().Length));
        Assert.Equal(first.Text, (await client.Get($"/endpoints/agents/enrollment_tokens/{id}/view_key/")).Text);
    }

    [Fact]
    public async Task A_review_ends_a_round()
    {
        using var client = new Client();
        var application = (await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }""")))["pk"];
        var body = Json.Of($$"""{ "content_type": "{{Application}}", "object_id": "{{application}}" }""");
        Assert.Equal(400, (await client.Post("/lifecycle/iterations/", body)).Status);
        await client.Post("/enterprise/license/", Json.Of("""{ "key": "ey-sandbox-licence" }"""));
        var made = await client.Post("/lifecycle/iterations/", body);
        Assert.Equal((201, "pending"), (made.Status, made["state"]!.ToString()));
        var review = await client.Post("/lifecycle/reviews/", Json.Of($$"""{ "iteration": "{{made["id"]}}", "note": "fine" }"""));
        Assert.Equal((201, "akadmin"), (review.Status, review["reviewer"]!["username"]!.ToString()));
        var latest = await client.Get($"/lifecycle/iterations/latest/{Application}/{application}/");
        Assert.Equal(("reviewed", "fine"), (latest["state"]!.ToString(), latest["reviews"]![0]!["note"]!.ToString()));
        Assert.Equal(400, (await client.Post("/lifecycle/reviews/", Json.Of($$"""{ "iteration": "{{Guid.Empty}}" }"""))).Status);
    }

    [Fact]
    public async Task A_request_is_approved_and_revoked()
    {
        using var client = new Client("2026.8.3");
        await client.Post("/enterprise/license/", Json.Of("""{ "key": "ey-sandbox-licence" }"""));
        var application = (await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }""")))["pk"];
        var made = await client.Post("/requests/grant-requests/", Json.Of($$"""{ "pbms": ["{{application}}"] }"""));
        var path = $"/requests/grant-requests/{made["uuid"]}/";
        Assert.Equal(204, (await client.Patch(path + "fulfill/", Json.Of("""{ "status": "approved", "data": { "a": 1 } }"""))).Status);
        var approved = await client.Get(path);
        Assert.Equal(("approved", "true"), (approved["status"]!.ToString(), Json.Text(approved["is_active"])));
        Assert.Equal(204, (await client.Delete(path + "revoke/")).Status);
        var revoked = await client.Get(path);
        Assert.Equal(("false", "akadmin"), (Json.Text(revoked["is_active"]), revoked["revoked_by"]!["username"]!.ToString()));
    }

    [Fact]
    public async Task A_tenant_gets_administrators_and_keys()
    {
        using var client = new Client();
        await client.Post("/enterprise/license/", Json.Of("""{ "key": "ey-sandbox-licence" }"""));
        var tenant = await client.Post("/tenants/tenants/", Json.Of("""{ "name": "second", "schema_name": "t_second" }"""));
        Assert.True(tenant.Status == 201, tenant.Text);
        var path = $"/tenants/tenants/{tenant["tenant_uuid"]}/";
        Assert.Equal(204, (await client.Post(path + "create_admin_group/", Json.Of("""{ "user": "jdoe" }"""))).Status);
        Assert.Equal("true", Json.Text((await client.Get("/core/users/5/"))["is_superuser"]));
        Assert.Equal(404, (await client.Post(path + "create_admin_group/", Json.Of("""{ "user": "nobody" }"""))).Status);
        var key = await client.Post(path + "create_recovery_key/", Json.Of("""{ "user": "jdoe", "duration_days": 2 }"""));
        Assert.StartsWith("/recovery/use-token/", key["url"]!.ToString(), StringComparison.Ordinal);
    }
}
