using System.Management.Automation;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>Every command of the module, as PowerShell describes it.</summary>
public sealed class CommandCatalog : IDisposable
{
    public CommandCatalog()
    {
        Shell = new PowerShellSession();
        All = [.. Shell.Invoke("Get-Command -Module Authentik").Select(command => new ModuleCommand((CmdletInfo)command.BaseObject))];
        Assert.True(All.Count > 500, $"There are only {All.Count} commands.");
    }

    public PowerShellSession Shell { get; }

    public IReadOnlyList<ModuleCommand> All { get; }

    public IEnumerable<ModuleCommand> WithVerb(params string[] verbs) => All.Where(command => verbs.Contains(command.Info.Verb));

    public void Dispose() => Shell.Dispose();
}
