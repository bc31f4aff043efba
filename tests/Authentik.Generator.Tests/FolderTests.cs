using System.Text.RegularExpressions;
using Authentik.Tests.Support;

namespace Authentik.Generator.Tests;

/// <summary>The folders of the generator and the directions between them: what a folder may use is listed, and nothing turns back.</summary>
public partial class FolderTests
{
    private const string Top = "";

    // In order: a folder uses those above it, as far as they are listed.
    private static readonly (string Folder, string[] Uses)[] Folders =
    [
        ("Names", []),
        ("Output", []),
        ("Book", ["Names"]),
        ("Book/Linking", ["Book", "Names"]),
        ("Book/Checking", ["Book", "Names"]),
        ("Book/Reading", ["Book", "Book/Linking", "Book/Checking", "Names"]),
        ("Emit/Models", ["Book", "Names", "Output"]),
        ("Emit/Commands", ["Book", "Names", "Output", "Emit/Models"]),
        ("Emit/Views", ["Book", "Output"]),
        ("Emit/Help", ["Book", "Book/Reading", "Names", "Output", "Emit/Commands"]),
        ("Emit", ["Book", "Output", "Emit/Models", "Emit/Commands", "Emit/Views", "Emit/Help"]),
        ("Import/Documents", ["Book"]),
        ("Import/Chapters", ["Book", "Book/Reading", "Names", "Output", "Import/Documents"]),
        ("Import/Comparing", ["Book", "Import/Documents", "Import/Chapters"]),
        ("Import/Proposing", ["Book", "Names", "Import/Documents", "Import/Chapters", "Import/Comparing"]),
        ("Import/Merging", ["Book", "Book/Reading", "Import/Documents", "Import/Chapters", "Import/Comparing", "Import/Proposing"]),
        ("Import", ["Import/Documents", "Import/Chapters", "Import/Comparing", "Import/Merging"]),
        ("Cli", ["Book/Reading", "Output", "Emit", "Emit/Help", "Import"]),
        (Top, ["Book", "Cli", "Import/Documents"]),
    ];

    [Fact]
    public void Every_folder_is_listed() => Assert.Equal(
        Folders.Select(folder => folder.Folder).Order(StringComparer.Ordinal),
        Files().Select(file => file.Folder).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_list_has_no_circle()
    {
        var above = new HashSet<string>();
        foreach (var (folder, uses) in Folders)
        {
            Assert.Subset(above, uses.ToHashSet());
            above.Add(folder);
        }
    }

    [Fact]
    public void A_folder_uses_only_what_is_listed()
    {
        var allowed = Folders.ToDictionary(folder => folder.Folder, folder => folder.Uses);
        Assert.Empty(Uses().Where(use => !allowed[use.Folder].Contains(use.Home))
            .Select(use => $"{use.Folder}/{use.Name} uses {use.Type} of {use.Home}"));
    }

    [Fact]
    public void What_is_listed_is_used()
    {
        var used = Uses().Select(use => (use.Folder, use.Home)).ToHashSet();
        Assert.Empty(Folders.SelectMany(folder => folder.Uses.Select(home => (folder.Folder, home))).Except(used));
    }

    [Fact]
    public void A_folder_has_a_handful_of_files() => Assert.All(
        Files().GroupBy(file => file.Folder),
        folder => Assert.True(folder.Count() <= 12, $"{folder.Key} has {folder.Count()} files."));

    [Fact]
    public void Lines_end_at_140() => Assert.Empty(
        from file in Files()
        from line in File.ReadLines(file.Path).Select((text, index) => (text, index))
        where line.text.Length > 140
        select $"{file.Folder}/{file.Name}:{line.index + 1} has {line.text.Length} characters");

    private static IEnumerable<(string Name, string Folder, string Type, string Home)> Uses()
    {
        var files = Files().ToList();
        var homes = files
            .SelectMany(file => Declaration().Matches(file.Code).Select(match => (Type: match.Groups["name"].Value, file.Folder)))
            .DistinctBy(type => type.Type)
            .ToDictionary(type => type.Type, type => type.Folder);
        return from file in files
               from word in Word().Matches(file.Code).Select(match => match.Value).Distinct()
               where homes.TryGetValue(word, out var home) && home != file.Folder
               select (file.Name, file.Folder, word, homes[word]);
    }

    private static IEnumerable<(string Path, string Folder, string Name, string Code)> Files()
    {
        var root = Path.Combine(RepositoryRoot.Find()!.FullName, "src", "Authentik.Generator");
        return from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
               where !relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal)
               select (path, relative[..Math.Max(0, relative.LastIndexOf('/'))], Path.GetFileName(path), ReadCode(path));
    }

    // Comments and strings speak of types without using them; what stands in the braces of a string is code.
    private static string ReadCode(string path) => Text().Replace(
        Prose().Replace(File.ReadAllText(path), " "),
        text => string.Join(' ', Hole().Matches(text.Value).Select(hole => hole.Groups[1].Value)));

    [GeneratedRegex("""//[^\n]*|"{3}.*?"{3}|^using [^\n]*|^namespace [^\n]*""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Prose();

    [GeneratedRegex("""
        "(?:\\.|[^"\\\n])*"
        """)]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<!\{)\{([^{}]*)")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^internal(?: \w+)*? (?:class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A name behind a dot is a member, and one before an equals sign, a brace or a bracket of a parameter list is a property or method.
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*\b(?=\s*(?:\.|\(|\?|\[|>|,|\)|\s[a-zA-Z_]|;))(?!\s*(?:=>|=[^>]|\{ get))")]
    private static partial Regex Word();
}
