namespace Authentik.Hosting.Tests;

/// <summary>
/// The server that the test classes use one after the other. It has the users jdoe and eve and the source github: the sandbox from the
/// beginning, a real server as long as the tests run.
/// </summary>
public sealed class SharedServer : IAsyncLifetime
{
    private TestServer? server;
    private bool hasAdded;

    public TestServer Server => server!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync();
        if (TestServer.IsReal)
        {
            using var shell = OpenShell();
            AddObjects(shell);
            hasAdded = true;
        }
    }

    /// <summary>A PowerShell with a session to this server, which is named test.</summary>
    public PowerShellSession OpenShell()
    {
        var shell = new PowerShellSession();
        Connect(shell);
        return shell;
    }

    public void Connect(PowerShellSession shell, string name = "test")
    {
        shell.Invoke("Connect-Authentik -Uri $uri -Token $token -Name $name", new { uri = Server.Uri, token = TestServer.Token, name });
        shell.Invoke(Examples.DefineFlows);
    }

    public async ValueTask DisposeAsync()
    {
        if (hasAdded)
        {
            using var shell = OpenShell();
            shell.Invoke("""
                Get-AuthentikOAuthSource -Slug github | Remove-AuthentikOAuthSource -Force
                'jdoe', 'eve' | ForEach-Object { Get-AuthentikUser -Username $_ } | Remove-AuthentikUser -Force
                """);
        }

        await Server.DisposeAsync();
    }

    private static void AddObjects(PowerShellSession shell) => shell.Invoke("""
        $taken = @(Get-AuthentikUser -Username jdoe) + @(Get-AuthentikUser -Username eve) + @(Get-AuthentikOAuthSource -Slug github)
        if ($taken) { throw "The server has $taken already, and these tests would change what they are. Use a test server without them." }
        'jdoe', 'eve' | ForEach-Object { $null = New-AuthentikUser -Username $_ -Name $_ }
        $null = New-AuthentikOAuthSource -Name GitHub -Slug github -ProviderType discord -ConsumerKey id -ConsumerSecret none
        """);
}
