using System.Text.Json;

namespace Authentik.PowerShell.Tests;

/// <summary>
/// The Pester suite in a real PowerShell: one case for each file. Two lanes, because a file keeps little more than one core busy.
/// </summary>
public abstract class PesterTests(ITestOutputHelper output)
{
    private const string Mark = "##PESTER## ";

    // A name in other letters is a file all the same, on every system.
    private static readonly EnumerationOptions AnyCase =
        new() { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive };

    // A file that can only run where the real module is installed isn't skipped elsewhere: it isn't there.
    private const string NeedsSecretManagement = "InstalledVault.Tests.ps1";

    /// <summary>Every second file, the longest first: what is long to read is long to run.</summary>
    protected static TheoryData<string> Lane(int number)
    {
        var files = new DirectoryInfo(Repository.Pester).EnumerateFiles("*.Tests.ps1", AnyCase)
            .Where(file => file.Name != NeedsSecretManagement || SecretManagement.Folder is not null)
            .OrderByDescending(file => file.Length)
            .Select(file => Path.GetRelativePath(Repository.Pester, file.FullName));
        return [.. files.Where((_, place) => place % 2 == number)];
    }

    protected async Task RunFileAsync(string file)
    {
        var result = await RunAsync(Path.Combine(Repository.Pester, file));
        var lines = result.Summarize(file).ToList();
        output.WriteLine(lines[0]);
        TestReport.Write(file.Replace(Path.DirectorySeparatorChar, '-'), lines);
        TestReport.WriteVersion("powershell", $"PowerShell {result.PowerShell}, Pester {result.Pester}");
        Assert.True(result.Broken.Count + result.Failures.Count == 0, Describe(result));
        Assert.True(result.Passed + result.Skipped > 0, $"{file} has no test.");
    }

    protected static async Task<PesterResult> RunAsync(string file)
    {
        var script = Path.Combine(Repository.Pester, "Support", "Invoke-PesterFile.ps1");
        var (code, text, error) = await PowerShellHost
            .RunIsolatedAsync(["-File", script, "-Path", file], TestContext.Current.CancellationToken);
        var line = text.Split('\n').LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal));
        Assert.True(line is not null, $"Pester did not finish (exit code {code}).\n{text}\n{error}");
        return JsonSerializer.Deserialize<PesterResult>(line[Mark.Length..])!;
    }

    private static string Describe(PesterResult result) =>
        string.Join("\n\n", result.Broken.Concat(result.Failures).Select(failure => $"{failure.Name}\n{failure.Error}"));
}

/// <summary>The first lane.</summary>
public class PesterFilesOne(ITestOutputHelper output) : PesterTests(output)
{
    public static TheoryData<string> Files => Lane(0);

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string file) => RunFileAsync(file);
}

/// <summary>The second lane.</summary>
public class PesterFilesTwo(ITestOutputHelper output) : PesterTests(output)
{
    public static TheoryData<string> Files => Lane(1);

    [Theory]
    [MemberData(nameof(Files))]
    public Task File_passes(string file) => RunFileAsync(file);
}
