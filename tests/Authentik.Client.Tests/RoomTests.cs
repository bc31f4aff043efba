using System.Text.RegularExpressions;
using Authentik.Tests.Support;

namespace Authentik.Client.Tests;

/// <summary>The folders of the client and the directions between them: what a folder may use is listed here, and nothing turns back.</summary>
public partial class RoomTests
{
    private static readonly string[] Foundations = ["Book", "Privacy", "Errors", "Transport"];
    private static readonly string[] Sessions = [.. Foundations, "Sessions"];

    // In order: a folder uses those above it, as far as they are listed.
    private static readonly (string Folder, string[] Uses)[] Rooms =
    [
        ("Book", []),
        ("Privacy", []),
        ("Errors", []),
        ("Transport", []),
        ("Sessions", Foundations),
        ("Http", Sessions),
        ("Connecting", [.. Sessions, "Http"]),
        ("Profiles", Sessions),
        ("Objects", ["Book", "Privacy", "Errors", "Sessions"]),
        ("Naming", ["Book", "Errors", "Sessions", "Http", "Objects"]),
        ("Values", ["Book", "Privacy", "Errors", "Sessions", "Http", "Objects", "Naming"]),
        ("Operations", ["Book", "Privacy", "Errors", "Sessions", "Http", "Objects", "Naming", "Values"]),
    ];

    [Fact]
    public void Every_folder_is_listed() => Assert.Equal(
        Rooms.Select(room => room.Folder).Order(StringComparer.Ordinal),
        Files().Select(file => file.Folder).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_list_has_no_circle()
    {
        var above = new HashSet<string>();
        foreach (var (folder, uses) in Rooms)
        {
            Assert.Subset(above, uses.ToHashSet());
            above.Add(folder);
        }
    }

    [Fact]
    public void A_folder_uses_only_what_is_listed()
    {
        var files = Files().ToList();
        var homes = files
            .SelectMany(file => Declaration().Matches(file.Code).Select(match => (Type: match.Groups["name"].Value, file.Folder)))
            .DistinctBy(type => type.Type)
            .ToDictionary(type => type.Type, type => type.Folder);
        var uses =
            from file in files
            from word in Word().Matches(file.Code).Select(match => match.Value).Distinct()
            where homes.TryGetValue(word, out var home) && home != file.Folder
            select (file.Name, file.Folder, Type: word, Home: homes[word]);
        var allowed = Rooms.ToDictionary(room => room.Folder, room => room.Uses);
        Assert.Empty(uses.Where(use => !allowed[use.Folder].Contains(use.Home)).Select(use => $"{use.Folder}/{use.Name} uses {use.Type} of {use.Home}"));
    }

    [Fact]
    public void A_folder_has_a_handful_of_files() =>
        Assert.All(Files().GroupBy(file => file.Folder), folder => Assert.True(folder.Count() <= 12, $"{folder.Key} has {folder.Count()} files."));

    [Fact]
    public void Lines_end_at_140() => Assert.Empty(
        from file in Files()
        from line in File.ReadLines(file.Path).Select((text, index) => (text, index))
        where line.text.Length > 140
        select $"{file.Folder}/{file.Name}:{line.index + 1} has {line.text.Length} characters");

    private static IEnumerable<(string Path, string Folder, string Name, string Code)> Files()
    {
        var root = Path.Combine(RepositoryRoot.Find()!.FullName, "src", "Authentik.Client");
        return from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
               where !relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal)
               select (path, relative[..Math.Max(0, relative.LastIndexOf('/'))], Path.GetFileName(path), Prose().Replace(File.ReadAllText(path), " "));
    }

    // Comments and strings speak of types without using them, and members of an enum are named as some types are.
    [GeneratedRegex("""//[^\n]*|"{3}.*?"{3}|"(?:\\.|[^"\\\n])*"|^using [^\n]*|^namespace [^\n]*|^\s*[A-Z]\w*,$""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Prose();

    [GeneratedRegex(@"^(?:public|internal)(?: \w+)*? (?:class|record|struct|interface|enum|delegate [\w<>?]+)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A name behind a dot is a member, and one before a colon, an equals sign or a brace is a parameter or a property.
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*\b(?!\s*(?:=>|=|:|\{|,\s*[A-Z]\w*\)\s*=))")]
    private static partial Regex Word();
}
