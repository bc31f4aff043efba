namespace Authentik.Hosting.Tests;

/// <summary>What a machine has beside the project counts for nothing.</summary>
public class IsolationTests(PowerShellSession shell) : IClassFixture<PowerShellSession>
{
    [Fact]
    public void Only_modules_of_PowerShell_itself_can_be_found()
    {
        Assert.NotEmpty(shell.Invoke("Get-Module -ListAvailable Microsoft.PowerShell.Utility"));
        Assert.Empty(shell.Text("(Get-Module -ListAvailable).ModuleBase | Where-Object { -not $_.StartsWith((Join-Path $PSHOME Modules)) }"));
        Assert.Equal(["Authentik"], shell.Text("(Get-Module | Where-Object { -not $_.ModuleBase.StartsWith($PSHOME) }).Name"));
    }

    [Fact]
    public void The_module_is_the_one_that_the_build_laid_out() => Assert.Equal(ModuleUnderTest.Folder, shell.Value<string>("(Get-Module Authentik).ModuleBase"));

    [Fact]
    public void The_home_folder_is_a_temporary_one() => Assert.StartsWith(Path.GetTempPath(), shell.Value<string>("$HOME"), StringComparison.Ordinal);

    [Fact]
    public void No_assembly_of_the_module_is_loaded_twice()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.GetName().Name!.StartsWith("Authentik.", StringComparison.Ordinal));
        Assert.Empty(loaded.GroupBy(assembly => assembly.GetName().Name).Where(group => group.Count() > 1).Select(group => group.Key));
    }
}
