namespace Authentik.Hosting.Tests.Errors;

/// <summary>A PowerShell, and a server of each version and path that is asked for.</summary>
public sealed class BadInputServers : IAsyncDisposable
{
    private readonly Dictionary<(string Version, string Base), TestServer> servers = [];

    public PowerShellSession Shell { get; } = new();

    public async Task<TestServer> GetAsync(string version, string path)
    {
        if (!servers.TryGetValue((version, path), out var server))
        {
            server = await TestServer.StartAsync(version, path.Length == 0 ? [] : ["--base", path]);
            servers[(version, path)] = server;
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        foreach (var server in servers.Values)
        {
            await server.DisposeAsync();
        }
    }
}
