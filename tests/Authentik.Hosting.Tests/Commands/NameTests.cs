namespace Authentik.Hosting.Tests.Commands;

/// <summary>The names that scripts rely on change on purpose or not at all.</summary>
public class NameTests(PowerShellSession shell) : IClassFixture<PowerShellSession>
{
    private readonly IReadOnlyList<string> listed = File.ReadAllLines(Path.Combine(ModuleUnderTest.Repository, "docs", "names.txt"));

    private readonly IReadOnlyList<string> present = shell.Text(
        "Import-Module $path; Get-NameList", new { path = Path.Combine(ModuleUnderTest.Repository, "tests", "Pester", "Support", "Names.psm1") });

    // build.ps1 -Task Names renews docs/names.txt, and the CHANGELOG says what changed.
    [Fact]
    public void Every_name_in_the_list_exists() => Assert.Empty(listed.Except(present));

    [Fact]
    public void Every_name_that_exists_is_in_the_list() => Assert.Empty(present.Except(listed));
}
