namespace Authentik.Hosting.Tests;

/// <summary>A PowerShell for one test class, connected to a server that is as it was at the beginning.</summary>
public class ConnectedShell : IDisposable
{
    private readonly SharedServer shared;

    public ConnectedShell(SharedServer shared)
    {
        this.shared = shared;
        Server.Reset();
        Shell = shared.OpenShell();
    }

    public PowerShellSession Shell { get; }

    public TestServer Server => shared.Server;

    /// <summary>Makes a session to the server the default one.</summary>
    public void Connect(string name = "test") => shared.Connect(Shell, name);

    public void Dispose()
    {
        CleanUp();
        Shell.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes what a class made for all of its tests, for the sake of a real server.</summary>
    protected virtual void CleanUp()
    {
    }
}

/// <summary>Tests that look at what reaches the wire.</summary>
public abstract class ConnectedTests<T>
    where T : ConnectedShell
{
    protected ConnectedTests(T fixture)
    {
        Fixture = fixture;
        Server.Clear();
    }

    protected T Fixture { get; }

    protected PowerShellSession Shell => Fixture.Shell;

    protected TestServer Server => Fixture.Server;
}
