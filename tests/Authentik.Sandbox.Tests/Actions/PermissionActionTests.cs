using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Permissions that are given to roles and users, and taken away.</summary>
public class PermissionActionTests
{
    private const string Role = "d4000000-0000-4000-8000-000000000001";
    private const string Roles = $"/rbac/permissions/assigned_by_roles/{Role}/";
    private const string Group = "b5000000-0000-4000-8000-000000000002";
    private const string OfGroup =
        $$"""{ "permissions": ["authentik_core.change_group"], "model": "authentik_core.group", "object_pk": "{{Group}}" }""";
    private const string Global = """{ "permissions": ["authentik_core.change_application"] }""";

    [Fact]
    public async Task A_global_permission_is_held()
    {
        using var client = new Client();
        var came = await client.Post(Roles + "assign/", Json.Of(Global));
        Assert.Equal(200, came.Status);
        Assert.Single(came.Json!.AsArray());
        Assert.Contains("change_application", await HeldAsync(client, "authentik_core.application"), StringComparison.Ordinal);
        Assert.Equal(204, (await client.Patch(Roles + "unassign/", Json.Of(Global))).Status);
        Assert.DoesNotContain("change_application", await HeldAsync(client, "authentik_core.user"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_of_an_object_is_listed()
    {
        using var client = new Client();
        await client.Post(Roles + "assign/", Json.Of(OfGroup));
        Assert.Contains(Group, (await client.Get($"/rbac/permissions/roles/?uuid={Role}")).Text, StringComparison.Ordinal);
        await client.Patch(Roles + "unassign/", Json.Of(OfGroup));
        Assert.DoesNotContain(Group, (await client.Get($"/rbac/permissions/roles/?uuid={Role}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_without_permissions_gets_its_first()
    {
        using var client = new Client();
        var role = (await client.Post("/rbac/roles/", Json.Of("""{ "name": "editors" }""")))["pk"];
        await client.Post(
            $"/rbac/permissions/assigned_by_roles/{role}/assign/",
            Json.Of("""{ "permissions": ["authentik_flows.view_flow"] }"""));
        Assert.Contains("editors", await HeldAsync(client, "authentik_flows.flow"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024.8.6", 496)]
    [InlineData("2024.10.5", 524)]
    [InlineData("2025.10.4", 607)]
    [InlineData("2026.2.2", 698)]
    public async Task All_permissions_of_a_server_are_listed(string version, int expected)
    {
        using var client = new Client(version);
        var count = (int)(await client.Get("/rbac/permissions/?page_size=1"))["pagination"]!["count"]!;
        Assert.Equal(expected, count);
    }

    [Theory]
    [InlineData("2024.8.6", "authentik_providers_ldap.search_full_directory")]
    [InlineData("2026.2.2", "authentik_core.reset_user_password")]
    [InlineData("2026.2.2", "authentik_core.view_token_key")]
    [InlineData("2026.2.2", "authentik_providers_rac.view_endpoint")]
    [InlineData("2026.2.2", "authentik_policies.view_policybindingmodel")]
    [InlineData("2026.8.3", "authentik_stages_account_lockdown.add_accountlockdownstage")]
    public async Task Any_permission_can_be_given_and_taken_back(string version, string name)
    {
        using var client = new Client(version);
        var body = Json.Of($$"""{ "permissions": ["{{name}}"] }""");
        var codename = name.Split('.')[1];
        Assert.Equal(200, (await client.Post(Roles + "assign/", body)).Status);
        var held = await client.Get($"/rbac/permissions/?role={Role}&page_size=100");
        Assert.Contains(codename, held.Results.Select(one => one["codename"]!.ToString()));
        Assert.Equal(204, (await client.Patch(Roles + "unassign/", body)).Status);
    }

    [Theory]
    [InlineData("2025.10.4", "manage_media_files", 0)]
    [InlineData("2026.2.2", "manage_media_files", 1)]
    [InlineData("2026.2.2", "add_task", 0)]
    [InlineData("2026.2.2", "run_task", 0)]
    public async Task A_version_has_its_own_permissions(string version, string codename, int count)
    {
        using var client = new Client(version);
        Assert.Equal(count, (await client.Get($"/rbac/permissions/?codename={codename}")).Results.Count);
    }

    [Theory]
    [InlineData("{}", 400, "This field is required.")]
    [InlineData("""{ "permissions": ["view_user"] }""", 400, "When assigning global permissions")]
    [InlineData("""{ "permissions": ["authentik_core.view_user"], "object_pk": "1" }""", 400, "must be used together")]
    [InlineData("""{ "permissions": ["authentik_core.fly_user"] }""", 405, "")]
    public async Task Bad_permissions_are_refused(string body, int status, string text)
    {
        using var client = new Client();
        var came = await client.Post(Roles + "assign/", Json.Of(body));
        Assert.Equal(status, came.Status);
        Assert.Contains(text, came.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_have_permissions_until_2025_10()
    {
        using var client = new Client("2025.10.4");
        Assert.Equal(200, (await client.Post("/rbac/permissions/assigned_by_users/6/assign/", Json.Of(OfGroup))).Status);
        Assert.Contains(Group, (await client.Get("/rbac/permissions/users/?user_id=6")).Text, StringComparison.Ordinal);
        Assert.Equal(204, (await client.Patch("/rbac/permissions/assigned_by_users/6/unassign/", Json.Of(OfGroup))).Status);
        Assert.DoesNotContain(Group, (await client.Get("/rbac/permissions/users/?user_id=6")).Text, StringComparison.Ordinal);
    }

    private static async Task<string> HeldAsync(Client client, string model) =>
        (await client.Get($"/rbac/permissions/assigned_by_roles/?model={model}")).Text;
}
