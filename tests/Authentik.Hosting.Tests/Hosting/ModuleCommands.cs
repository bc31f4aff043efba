namespace Authentik.Hosting.Tests;

/// <summary>The names of the module's commands, for tests that hold for each of them.</summary>
internal static class ModuleCommands
{
    public static IReadOnlyList<string> WithIdentity(PowerShellSession shell) =>
        Some(shell.Text("(Get-Command -Module Authentik | Where-Object { $_.Parameters.ContainsKey('Identity') }).Name"));

    public static IReadOnlyList<string> GetWithIdentity(PowerShellSession shell) =>
        Some(WithIdentity(shell).Where(command => command.StartsWith("Get-", StringComparison.Ordinal)));

    // What holds for each of none says nothing.
    private static List<string> Some(IEnumerable<string> commands)
    {
        List<string> found = [.. commands];
        Assert.True(found.Count > 50, $"There are only {found.Count} commands.");
        return found;
    }
}
