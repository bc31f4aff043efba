using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Support;

/// <summary>A PowerShell with a session to a server of its own.</summary>
internal sealed class TrialShell : IAsyncDisposable
{
    private readonly FaultServer server;

    private TrialShell(FaultServer server) => this.server = server;

    public PowerShellSession Shell { get; } = new();

    /// <summary>Starts the server of a trial, and connects.</summary>
    public static async Task<TrialShell> OpenAsync(Trial trial)
    {
        var opened = new TrialShell(await FaultServer.StartAsync());
        opened.Shell.Invoke("Connect-Authentik $uri not-told-token", new { uri = opened.server.Add(trial) });
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        await server.DisposeAsync();
    }
}
