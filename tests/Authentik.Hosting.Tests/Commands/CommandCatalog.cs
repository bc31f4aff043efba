using System.Management.Automation;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>Every command of the module with its help, read once for all test classes.</summary>
public sealed class CommandCatalog : IDisposable
{
    private readonly Lazy<PowerShellSession> shell = new(() => new PowerShellSession());
    private readonly Lazy<IReadOnlyList<ModuleCommand>> commands;
    private readonly Lazy<ILookup<string, CommandHelp>> help;

    public CommandCatalog()
    {
        commands = new(ReadCommands);
        help = new(() => CommandHelp.ReadAll(Shell));
    }

    public PowerShellSession Shell => shell.Value;

    public IReadOnlyList<ModuleCommand> All => commands.Value;

    /// <summary>The commands that take the object they are about.</summary>
    public IEnumerable<ModuleCommand> WithIdentity => All.Where(command => command.Parameters.ContainsKey("Identity"));

    public IEnumerable<ModuleCommand> WithVerb(params string[] verbs) => All.Where(command => verbs.Contains(command.Info.Verb));

    /// <summary>The help of a command, which has one.</summary>
    public CommandHelp Help(ModuleCommand command) => Assert.Single(help.Value[command.Name]);

    public void Dispose()
    {
        if (shell.IsValueCreated)
        {
            shell.Value.Dispose();
        }
    }

    // A test that holds for each of none says nothing.
    private List<ModuleCommand> ReadCommands()
    {
        var commands = Shell.Invoke("Get-Command -Module Authentik");
        List<ModuleCommand> found = [.. commands.Select(command => new ModuleCommand((CmdletInfo)command.BaseObject))];
        Assert.True(found.Count > 500, $"There are only {found.Count} commands.");
        return found;
    }
}
