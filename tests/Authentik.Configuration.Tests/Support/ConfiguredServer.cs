using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Support;

/// <summary>A sandbox of a version whose configuration is read and written.</summary>
internal sealed class ConfiguredServer(string version) : SandboxServer(version)
{
    private string Version => Session.ServerVersion!.ToString();

    /// <summary>A server with an object of each kind, and what it refers to.</summary>
    public static async Task<ConfiguredServer> CreateSeededAsync(string version)
    {
        var server = new ConfiguredServer(version);
        using var client = await server.AddLicenseAsync();
        await Seeding.MakeEachKindAsync(client, server.Session.ServerVersion!);
        return server;
    }

    /// <summary>A server of the same version that has what isn't configuration: the same users, and a license.</summary>
    public async Task<ConfiguredServer> CreateEmptyAsync()
    {
        var server = new ConfiguredServer(Version);
        using var client = await server.AddLicenseAsync();
        using var source = CreateClient();
        await Seeding.AddUsersAsync(source, client);
        return server;
    }

    /// <summary>A program that writes to it beside the module.</summary>
    public Client CreateClient() => new(Sandbox, Token);

    /// <summary>Makes the caller somebody who isn't a superuser, with a role that has these permissions for all objects.</summary>
    public async Task LimitAsync(IReadOnlyList<string> permissions, string name = "perm")
    {
        using var client = CreateClient();
        var role = (await client.Post("/rbac/roles/", new JsonObject { ["name"] = $"{name}-role" }))["pk"]!;
        var names = new JsonArray([.. permissions.Select(name => (JsonNode)name)]);
        await client.Post($"/rbac/permissions/assigned_by_roles/{role}/assign/", new JsonObject { ["permissions"] = names });
        await client.Post("/core/groups/", new JsonObject
        {
            ["name"] = $"{name}-group",
            ["roles"] = new JsonArray(role.DeepClone()),
            ["users"] = new JsonArray(Session.UserId!.Value),
        });
        Session.IsSuperuser = false;
    }

    /// <summary>Makes a role with permissions for a group and an application, and for the caller.</summary>
    public async Task AddRoleAsync()
    {
        using var client = CreateClient();
        var role = (await client.Post("/rbac/roles/", new JsonObject { ["name"] = "perm-role" }))["pk"]!;
        var group = (await client.Post("/core/groups/", new JsonObject { ["name"] = "perm-group" }))["pk"]!;
        var application = (await client.Post("/core/applications/", new JsonObject { ["name"] = "perm", ["slug"] = "perm-app" }))["pk"]!;
        await GrantAsync("group", group);
        await GrantAsync("application", application);
        await GrantAsync("user", Session.UserId!.Value);

        Task GrantAsync(string model, JsonNode id) => client.Post($"/rbac/permissions/assigned_by_roles/{role}/assign/", new JsonObject
        {
            ["permissions"] = new JsonArray($"authentik_core.view_{model}"),
            ["model"] = $"authentik_core.{model}",
            ["object_pk"] = id.ToString(),
        });
    }

    /// <summary>Makes a group.</summary>
    public async Task AddGroupAsync(string name)
    {
        using var client = CreateClient();
        await client.Post("/core/groups/", new JsonObject { ["name"] = name });
    }

    private async Task<Client> AddLicenseAsync()
    {
        var client = CreateClient();
        await client.Post("/enterprise/license/", Json.Of("""{ "key": "ey-sandbox-licence" }"""));
        return client;
    }
}

/// <summary>What came of an apply.</summary>
internal sealed record Applied(IReadOnlyList<StepResult> Results, UndoRecord Undo)
{
    public IEnumerable<StepResult> Failures => Results.Where(result => result.Failure is not null);
}
