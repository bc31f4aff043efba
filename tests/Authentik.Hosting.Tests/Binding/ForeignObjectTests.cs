using System.Management.Automation;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Every command that takes an identity refuses an object of another kind before it asks the server.</summary>
public class ForeignObjectTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private const string Expected = "*was given where*is expected*";

    [Theory]
    [InlineData("")]
    [InlineData("| Select-Object Pk, Name, Slug, Username")]
    public void Every_command_refuses_an_object_of_another_kind(string selection)
    {
        var user = Shell.Invoke($"Get-AuthentikUser jdoe {selection}")[0];
        var flow = Shell.Invoke($"Get-AuthentikFlow default-authentication-flow {selection}")[0];
        var commands = ModuleCommands.WithIdentity(Shell);
        Server.Clear();
        Assert.All(commands, command => Refuse(command, command.Contains("Flow", StringComparison.OrdinalIgnoreCase) ? user : flow));
    }

    private void Refuse(string command, PSObject foreign)
    {
        var force = command.StartsWith("Remove-", StringComparison.Ordinal) ? "-Force" : string.Empty;
        Expect.Message(Expected, Shell.Fail($"$foreign | {command} {force}", new { foreign }));
        Assert.Empty(Server.Requests);
    }
}
