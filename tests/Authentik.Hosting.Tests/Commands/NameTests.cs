namespace Authentik.Hosting.Tests.Commands;

/// <summary>The names that scripts rely on change on purpose or not at all.</summary>
public class NameTests(CommandCatalog catalog)
{
    // build.ps1 -Task Names renews docs/names.txt, and the CHANGELOG says what changed.
    [Fact]
    public void The_list_of_names_is_as_the_module_is()
    {
        var listed = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "names.txt"));
        var script = Path.Combine(Repository.Root, "tests", "Pester", "Support", "Names.psm1");
        var present = catalog.Shell.Text("Import-Module $script; Get-NameList", new { script });
        Assert.Multiple(() => Assert.Empty(listed.Except(present)), () => Assert.Empty(present.Except(listed)));
    }
}
