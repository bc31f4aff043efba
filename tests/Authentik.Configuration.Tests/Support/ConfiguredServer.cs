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
