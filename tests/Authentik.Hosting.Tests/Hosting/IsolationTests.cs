namespace Authentik.Hosting.Tests;

/// <summary>What a machine has beside the project counts for nothing.</summary>
public class IsolationTests(PowerShellSession shell) : IClassFixture<PowerShellSession>
{
    [Fact]
    public void Only_modules_of_PowerShell_itself_can_be_found()
    {
        Assert.NotEmpty(shell.Invoke("Get-Module -ListAvailable Microsoft.PowerShell.Utility"));
        var own = shell.Value<string>("Join-Path $PSHOME Modules");
        var folders = shell.Text("(Get-Module -ListAvailable).ModuleBase");
        Assert.All(folders, folder => Assert.StartsWith(own, folder, StringComparison.Ordinal));
        Assert.Equal(["Authentik"], shell.Text("(Get-Module | Where-Object { -not $_.ModuleBase.StartsWith($PSHOME) }).Name"));
    }

    [Fact]
    public void The_module_is_the_one_that_the_build_laid_out() =>
        Assert.Equal(Repository.Module, shell.Value<string>("(Get-Module Authentik).ModuleBase"));

    [Fact]
    public void The_home_folder_is_a_temporary_one() =>
        Assert.StartsWith(Path.GetTempPath(), shell.Value<string>("$HOME"), StringComparison.Ordinal);

    [Fact]
    public void No_assembly_of_the_module_is_loaded_twice()
    {
        var names = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!);
        var loaded = names.Where(name => name.StartsWith("Authentik.", StringComparison.Ordinal)).ToList();
        Assert.Contains("Authentik.PowerShell", loaded);
        Assert.Equal(loaded.Distinct(), loaded);
    }
}
