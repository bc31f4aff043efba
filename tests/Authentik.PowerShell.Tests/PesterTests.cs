using System.Text.Json;

namespace Authentik.PowerShell.Tests;

/// <summary>The Pester suite in a real PowerShell: one case for each file.</summary>
public class PesterTests(ITestOutputHelper output)
{
    private const string Mark = "##PESTER## ";

    public static TheoryData<string> Files
    {
        get
        {
            var files = Directory.EnumerateFiles(Repository.Pester, "*.Tests.ps1", SearchOption.AllDirectories);
            return [.. files.Select(file => Path.GetRelativePath(Repository.Pester, file)).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_passes(string file)
    {
        Assert.SkipWhen(PowerShellHost.WhyNot is not null, PowerShellHost.WhyNot ?? string.Empty);
        var result = await RunAsync(Path.Combine(Repository.Pester, file));
        output.WriteLine($"{file}: {result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped in {result.Seconds} s");
        Figures.Add(file, result);
        Assert.True(result.Broken.Count + result.Failures.Count == 0, Describe(result));
        Assert.True(result.Passed + result.Skipped > 0, $"{file} has no test.");
    }

    [Fact]
    public async Task A_file_that_does_not_parse_fails()
    {
        Assert.SkipWhen(PowerShellHost.WhyNot is not null, PowerShellHost.WhyNot ?? string.Empty);
        var result = await RunTextAsync("Describe 'x' { It 'y' { ");
        Assert.NotEmpty(result.Broken);
    }

    [Fact]
    public async Task A_file_without_a_test_is_seen()
    {
        Assert.SkipWhen(PowerShellHost.WhyNot is not null, PowerShellHost.WhyNot ?? string.Empty);
        var result = await RunTextAsync("Describe 'x' { }");
        Assert.Equal(0, result.Passed + result.Failed + result.Skipped);
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

    private static async Task<PesterResult> RunAsync(string file)
    {
        var script = Path.Combine(Repository.Pester, "Support", "Invoke-PesterFile.ps1");
        var (code, text, error) = await PowerShellHost.RunAsync(["-File", script, "-Path", file], TestContext.Current.CancellationToken);
        var line = text.Split('\n').LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal));
        Assert.True(line is not null, $"Pester did not finish (exit code {code}).\n{text}\n{error}");
        return JsonSerializer.Deserialize<PesterResult>(line[Mark.Length..])!;
    }

    private static string Describe(PesterResult result) =>
        string.Join("\n\n", result.Broken.Concat(result.Failures).Select(failure => $"{failure.Name}\n{failure.Error}"));
}

/// <summary>What came out of one Pester file.</summary>
public sealed record PesterResult(
    int Passed, int Failed, int Skipped, double Seconds, IReadOnlyList<PesterFailure> Failures, IReadOnlyList<PesterFailure> Broken, IReadOnlyList<string> Skips, IReadOnlyList<string> Notes);

/// <summary>One test, block or file that failed.</summary>
public sealed record PesterFailure(string Name, string Error);
