using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests;

/// <summary>What the documents name: files that exist, links that lead somewhere, tasks that build.ps1 has.</summary>
public partial class DocumentTests
{
    private static readonly string[] Roots =
        [Repository.Root, Path.Combine(Repository.Root, "src"), Path.Combine(Repository.Root, "tests")];

    public static TheoryData<string> Documents =>
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "api/README.md",
        "docs/architecture.md", "docs/first-steps.md", "docs/performance.md",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_to_files(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var links = Link().Matches(Read(document))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0);
        string[] broken = [.. links.Where(link => !Path.Exists(Path.Combine(folder, link)))];
        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/performance.md")]
    public void Files_that_are_named_exist(string document)
    {
        var named = FilePath().Matches(Read(document)).Select(match => match.Groups["path"].Value).Distinct().ToArray();
        Assert.NotEmpty(named);
        string[] missing = [.. named.Where(path => !Array.Exists(Roots, root => Path.Exists(Path.Combine(root, path))))];
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Tasks_are_those_of_the_build_script(string document)
    {
        var set = TaskSet().Match(Read("build.ps1")).Groups["names"].Value;
        var tasks = set.Split(',').Select(name => name.Trim().Trim('\'')).ToArray();
        Assert.Contains("Build", tasks);
        Assert.Empty(TaskCall().Matches(Read(document)).Select(match => match.Groups["task"].Value).Except(tasks));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    // Links to the web have a scheme.
    [GeneratedRegex(@"\]\((?![a-z]+:)(?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    // In code spans: something with a slash that ends with one, or in the ending of a file.
    [GeneratedRegex(
        @"`(?<path>[A-Za-z.][\w.-]*/(?:[\w.-]+/)*"
        + @"(?:[\w.-]+\.(?:cs|csproj|md|json|yaml|yml|ps1|psm1|psd1|props|targets|txt|sh))?)`")]
    private static partial Regex FilePath();

    [GeneratedRegex(@"ValidateSet\((?<names>'Build'[^)]*)\)")]
    private static partial Regex TaskSet();

    [GeneratedRegex(@"build\.(?:ps1 -Task|cs) (?<task>[A-Z][a-z]\w*)")]
    private static partial Regex TaskCall();
}
