using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Every command that takes an identity refuses an object of another kind before it asks the server.</summary>
public class ForeignObjectTests(ConnectedShell fixture, CommandCatalog catalog) : ConnectedTests<ConnectedShell>(fixture),
        IClassFixture<ConnectedShell>
{
    private const string Copying = "Copy-AuthentikApplication";

    [Theory]
    [InlineData("")]
    [InlineData("| Select-Object Pk, Name, Slug, Username")]
    public void Every_command_refuses_an_object_of_another_kind(string selection)
    {
        var user = Shell.Invoke($"Get-AuthentikUser jdoe {selection}")[0];
        var flow = Shell.Invoke($"Get-AuthentikFlow default-authentication-flow {selection}")[0];
        // A Get that takes other kinds, too, has tests of its own; copies are made of rows.
        var commands = catalog.WithIdentity
            .Where(command => !command.NeedsMore && !(command.Info.Verb == "Get" && TakesOthers(command)) && command.Name != Copying)
            .ToList();
        var names = commands.Select(command => command.Name).ToArray();
        var asking = commands.Where(command => command.Asks).Select(command => command.Name).ToArray();
        Assert.True(names.Length > 400, "There are few commands.");
        Server.Clear();
        var messages = Shell.Text(
            """
            $ErrorActionPreference = 'Stop'
            foreach ($name in $names) {
                $foreign = $name -match 'Flow' ? $user : $flow
                $arguments = $name -in $asking ? @{ Force = $true } : @{}
                try { $null = $foreign | & $name @arguments; 'It was taken.' } catch { $_.Exception.Message }
            }
            """,
            new { names, asking, user, flow });
        Assert.Equal(names.Length, messages.Count);
        Assert.All(names.Zip(messages), pair => Expect.Like("*was specified, but*", pair.Second));
        Assert.Empty(Server.Requests);
    }

    // An action has the parameter for any object that its script blocks read.
    private static bool TakesOthers(ModuleCommand command) => command.Parameters.TryGetValue("InputObject", out var input)
        && input.ParameterType != typeof(System.Management.Automation.PSObject);
}
