using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>Every text that people read: messages, comments, the API description, the help and the documents.</summary>
public static partial class Texts
{
    private static readonly Lazy<IReadOnlyList<Sentence>> Found = new(() =>
        [.. ReadSource(), .. Errors.Join(ReadSource()), .. ReadBook(), .. ReadHelp(), .. ReadDocuments()]);

    /// <summary>All of them, read once.</summary>
    public static IReadOnlyList<Sentence> All => Found.Value;

    private static IEnumerable<Sentence> ReadSource() =>
        from file in Files("src", "*.cs")
        where !Built().IsMatch(file)
        from sentence in CSharpText.Read(file, Content(file))
        where sentence.Text.Contains(' ', StringComparison.Ordinal)
        select sentence;

    private static IEnumerable<Sentence> ReadBook() =>
        from file in Files("api", "*.yaml").Concat(Files("src/Authentik.PowerShell/Help", "*.yaml"))
        from line in Content(file).Split('\n').Index()
        where line.Item.Contains(' ', StringComparison.Ordinal)
        select new Sentence(TextKind.Book, $"{file}:{line.Index + 1}", line.Item.Trim());

    // Paragraphs of descriptions and remarks, but not names, values and the code of examples.
    private static IEnumerable<Sentence> ReadHelp() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Module, "en-US"), "*-Help.xml").Order(StringComparer.Ordinal)
        from command in XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "command" && element.HasElements)
        let name = command.Descendants().First(element => element.Name.LocalName == "name").Value
        from paragraph in command.Descendants().Where(element => element.Name.LocalName == "para")
        where paragraph.Value.Trim().Contains(' ', StringComparison.Ordinal)
        select new Sentence(TextKind.Help, $"help of {name}", paragraph.Value.Trim());

    private static IEnumerable<Sentence> ReadDocuments() =>
        from file in (string[])[
            "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md",
            .. Files("api", "*.md"), .. Files("docs", "*.md"), .. Files("docs/about", "*.txt"), .. Files("src", "*.md")]
        from paragraph in Markup.Paragraphs(Content(file))
        select new Sentence(TextKind.Document, $"{file}:{paragraph.Line + 1}", paragraph.Text);

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static string Content(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    [GeneratedRegex("/(bin|obj)/")]
    private static partial Regex Built();
}
