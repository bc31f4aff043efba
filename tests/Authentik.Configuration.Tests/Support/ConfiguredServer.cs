using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Sandboxing.Tests.WholeBook;
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
        await server.SeedAsync();
        return server;
    }

    /// <summary>A server of the same version that has what isn't configuration: the same users, and a license.</summary>
    public async Task<ConfiguredServer> CreateEmptyAsync()
    {
        var server = new ConfiguredServer(Version);
        using var client = await server.AddLicenseAsync();
        await server.AddUsersOfAsync(this);
        return server;
    }

    private async Task SeedAsync()
    {
        var state = Sandboxing.Sandbox.CreateState(new SandboxOptions { Version = Session.ServerVersion! });
        using var client = await AddLicenseAsync();
        var maker = new ObjectMaker(state, client);
        foreach (var resource in state.Catalog.Resources.Where(resource => resource.IsConfiguration))
        {
            await maker.MakeAsync(resource);
        }
    }

    private async Task<Client> AddLicenseAsync()
    {
        var client = new Client(Sandbox, Token);
        await client.Post("/enterprise/license/", Json.Of("""{ "key": "ey-sandbox-licence" }"""));
        return client;
    }

    private async Task AddUsersOfAsync(ConfiguredServer other)
    {
        using var client = new Client(Sandbox, Token);
        using var source = new Client(other.Sandbox, Token);
        foreach (var user in (await source.Get("/core/users/?page_size=100")).Results)
        {
            await client.Post("/core/users/", new JsonObject { ["username"] = user["username"]!.DeepClone(), ["name"] = "Somebody" });
        }
    }
}

/// <summary>What came of an apply.</summary>
internal sealed record Applied(IReadOnlyList<StepResult> Results, UndoRecord Undo)
{
    public IEnumerable<StepResult> Failures => Results.Where(result => result.Failure is not null);
}
