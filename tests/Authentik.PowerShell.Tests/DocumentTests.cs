using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests;

/// <summary>What the documents name: files that exist, links that lead somewhere, tasks that build.ps1 has.</summary>
public partial class DocumentTests
{
    private static readonly string[] Roots =
        [Repository.Root, Path.Combine(Repository.Root, "src"), Path.Combine(Repository.Root, "tests")];

    public static TheoryData<string> Documents => [.. MarkdownFile.List()];

    [Fact]
    public void Documents_are_counted()
    {
        var files = MarkdownFile.List().Select(MarkdownFile.Read).ToList();
        Assert.True(files.Count > 8, $"only {files.Count} documents were found");
        var (links, headings) = (files.SelectMany(file => file.Links).ToList(), files.Sum(file => file.Anchors.Count));
        TestReport.Write(
            "documents",
            [
                $"Documents: {files.Count} files with {links.Count} links, {links.Count(link => link.Anchor.Length > 0)} of them to one of "
                    + $"{headings} headings, and {files.Sum(file => file.Languages.Count)} blocks of code",
            ]);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_to_files(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var links = MarkdownFile.Read(document).Links.Where(link => link.File.Length > 0);
        Assert.DoesNotContain(links, link => !Path.Exists(Path.Combine(folder, link.File)));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_to_a_heading_lead_to_one(string document)
    {
        var folder = Path.GetDirectoryName(document)!;
        var links = MarkdownFile.Read(document).Links.Where(link => link.Anchor.Length > 0);
        Assert.DoesNotContain(links, link => !Find(link).Contains(link.Anchor));

        IReadOnlySet<string> Find((string File, string Anchor) link) => link switch
        {
            { File: "" } => MarkdownFile.Read(document).Anchors,
            _ when link.File.EndsWith(".md", StringComparison.Ordinal) => MarkdownFile.Read(Path.Combine(folder, link.File)).Anchors,
            _ => new HashSet<string>(),
        };
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_block_of_code_has_a_language(string document) =>
        Assert.DoesNotContain(string.Empty, MarkdownFile.Read(document).Languages);

    [Fact]
    public void Markdown_is_read_as_a_code_forge_reads_it()
    {
        var file = MarkdownFile.Parse(
            """
            # What's `new`, in 2.0?
            [one](a.md), [two](b/c.md#what), `[no](x.md)`, [web](https://example.com/#x), [![icon](d.png)](#whats-new-in-20)
            ## Twice
            ```
            # No heading, and [no](link.md)
            ```
            ## Twice
            ```powershell
            ```
            """);
        Assert.Equal(["whats-new-in-20", "twice", "twice-1"], file.Anchors);
        Assert.Equal([("a.md", ""), ("b/c.md", "what"), ("d.png", ""), ("", "whats-new-in-20")], file.Links);
        Assert.Equal(["", "powershell"], file.Languages);
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
