namespace Authentik.Hosting.Tests.Errors;

/// <summary>A PowerShell, and a server as each case needs it.</summary>
public sealed class BadInputServers(SharedServer shared) : IAsyncDisposable
{
    private readonly Dictionary<string, TestServer> belowPaths = [];

    public PowerShellSession Shell { get; } = new();

    /// <summary>A server of this version below this path, as it was at the beginning.</summary>
    public async Task<TestServer> PrepareAsync(string version, string path)
    {
        var server = path.Length == 0 ? shared.Server : await GetAsync(path);
        server.Reset(version);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        shared.Server.Reset(TestServer.DefaultVersion);
        foreach (var server in belowPaths.Values)
        {
            await server.DisposeAsync();
        }
    }

    private async Task<TestServer> GetAsync(string path)
    {
        if (!belowPaths.TryGetValue(path, out var server))
        {
            server = await TestServer.StartAsync(TestServer.DefaultVersion, "--base", path);
            belowPaths[path] = server;
        }

        return server;
    }
}
