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
