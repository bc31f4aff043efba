namespace Authentik.PowerShell.Tests;

/// <summary>The runner itself: a file that tests nothing must not look like a success, and a file sees nothing of this machine.</summary>
public class PesterRunTests(ITestOutputHelper output) : PesterTests(output)
{
    [Fact]
    public async Task A_file_that_does_not_parse_fails()
    {
        var result = await RunTextAsync("Describe 'x' { It 'y' { ");
        Assert.NotEmpty(result.Broken);
    }

    [Fact]
    public async Task A_file_without_a_test_is_seen()
    {
        var result = await RunTextAsync("Describe 'x' { }");
        Assert.Equal(0, result.Passed + result.Failed + result.Skipped);
    }

    [Fact]
    public async Task A_file_sees_the_modules_of_powershell_and_of_the_tests_only()
    {
        var result = await RunTextAsync("""
            Describe 'Isolation' {
                It 'has nothing from elsewhere' {
                    $own = "$PSHOME/Modules", $env:AUTHENTIK_TEST_MODULES | ForEach-Object { [IO.Path]::GetFullPath($_) }
                    $env:PSModulePath -split [IO.Path]::PathSeparator | ForEach-Object { [IO.Path]::GetFullPath($_) } | Should -BeIn $own
                    (Get-Module -ListAvailable).Name | Should -Not -Contain Microsoft.PowerShell.SecretManagement
                    Get-ChildItem $HOME -Force -Recurse -File |
                        Where-Object FullName -NotMatch 'cache|Local.Microsoft' |
                        Should -BeNullOrEmpty -Because 'only caches of PowerShell are written'
                    Test-Path $PROFILE.CurrentUserAllHosts | Should -BeFalse
                }
            }
            """);
        Assert.True(
            result is { Passed: 1, Failed: 0 },
            string.Join('\n', result.Failures.Concat(result.Broken).Select(failure => failure.Error)));
    }

    private static async Task<PesterResult> RunTextAsync(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.Tests.ps1");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        try
        {
            return await RunAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
