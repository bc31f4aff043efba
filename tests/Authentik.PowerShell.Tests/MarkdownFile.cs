using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests;

/// <summary>What a file of Markdown has to check: links without a scheme, the anchors of its headings, the languages of its code.</summary>
internal sealed partial record MarkdownFile(
    IReadOnlyList<(string File, string Anchor)> Links, IReadOnlySet<string> Anchors, IReadOnlyList<string> Languages)
{
    private static readonly string[] Folders = ["api", "docs", "src", "tests"];

    /// <summary>The Markdown of the repository, by its paths. What a build or npm leaves isn't the repository's.</summary>
    public static IEnumerable<string> List() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !Foreign().IsMatch(file))
        .Order(StringComparer.Ordinal);

    /// <summary>Reads a file of the repository.</summary>
    public static MarkdownFile Read(string path) => Parse(File.ReadAllText(Path.Combine(Repository.Root, path)));

    /// <summary>Reads Markdown.</summary>
    public static MarkdownFile Parse(string markdown)
    {
        var languages = new List<string>();
        var (text, headings) = (new List<string>(), new List<string>());
        var isCode = false;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Fence().Match(line) is { Success: true } fence)
            {
                isCode = !isCode;
                languages.AddRange(isCode ? [fence.Groups["language"].Value] : []);
            }
            else if (!isCode)
            {
                text.Add(Code().Replace(line, string.Empty));
                headings.AddRange(Heading().Matches(line).Select(heading => heading.Groups["text"].Value));
            }
        }

        return new([.. text.SelectMany(line => Link().Matches(line)).Select(ReadLink)], NameAnchors(headings), languages);
    }

    private static (string File, string Anchor) ReadLink(Match link) => (link.Groups["file"].Value, link.Groups["anchor"].Value);

    // As GitHub does: lower case, no punctuation, hyphens for spaces, and a number for what comes again.
    private static HashSet<string> NameAnchors(IEnumerable<string> headings)
    {
        var anchors = new HashSet<string>();
        foreach (var heading in headings)
        {
            var words = LinkText().Replace(heading, "${text}").Trim().ToLowerInvariant();
            var name = Punctuation().Replace(words, string.Empty).Replace(' ', '-');
            var names = Enumerable.Range(1, int.MaxValue).Select(number => $"{name}-{number}").Prepend(name);
            anchors.Add(names.First(one => !anchors.Contains(one)));
        }

        return anchors;
    }

    [GeneratedRegex("(^|/)(bin|obj|node_modules)/")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"^\s*```(?<language>\w*)")]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?![a-z]+:)(?<file>[^)\s#]*)(?:#(?<anchor>[^)\s]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}\p{Pc}\- ]")]
    private static partial Regex Punctuation();
}
