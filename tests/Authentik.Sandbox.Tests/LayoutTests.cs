using System.Text.RegularExpressions;
using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>The folders of the sandbox: each is a namespace, and they use each other in one direction only.</summary>
public partial class LayoutTests
{
    private const string Root = "Authentik.Sandboxing";
    private const int MostFiles = 12;
    private const int LongestLine = 140;

    // From the bottom to the top: the folders that a folder uses. Values is used by all.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Values"] = [],
        ["Versions"] = [],
        ["Store"] = ["Versions"],
        ["Http"] = ["Store"],
        ["State"] = ["Versions", "Store", "Http"],
        ["Relations"] = ["Store", "State"],
        ["Reading"] = ["Versions", "Store", "Http", "State"],
        ["Writing"] = ["Store", "Http", "State"],
        ["Access"] = ["Versions", "Store", "Http", "State", "Relations"],
        ["Rules"] = ["Versions", "Store", "Http", "State", "Relations", "Reading", "Access"],
        ["OAuth"] = ["Store", "Http", "State", "Relations", "Access"],
        ["Endpoints"] = ["Versions", "Store", "Http", "State", "Relations", "Reading", "Writing", "Access", "Rules", "OAuth"],
        [""] = ["Http", "State", "Access", "Rules", "OAuth", "Endpoints"],
    };

    private static DirectoryInfo Source => new(Path.Combine(RepositoryRoot.Find()!.FullName, "src", "Authentik.Sandbox"));

    [Fact]
    public void A_folder_uses_only_those_below_it()
    {
        var order = Allowed.Keys.ToList();
        Assert.All(Allowed, folder => Assert.All(folder.Value, used => Assert.True(order.IndexOf(used) < order.IndexOf(folder.Key), used)));
        Assert.Equal(
            Allowed.SelectMany(folder => folder.Value.Select(used => $"{folder.Key} -> {used}")).Order(StringComparer.Ordinal),
            Files().SelectMany(file => UsedBy(file).Select(used => $"{file.Folder} -> {used}")).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_is_a_namespace() => Assert.All(
        Files().Where(file => file.Name != "GlobalUsings.cs"),
        file => Assert.Contains($"\nnamespace {NamespaceOf(file.Folder)};\n", "\n" + file.Text, StringComparison.Ordinal));

    [Fact]
    public void A_folder_has_a_handful_of_files() =>
        Assert.All(Files().GroupBy(file => file.Folder), folder => Assert.InRange(folder.Count(), 1, MostFiles));

    [Fact]
    public void Lines_end_at_the_limit() => Assert.All(
        Files().SelectMany(file => file.Text.Split('\n').Select(line => (file.Name, line))),
        line => Assert.True(line.line.Length <= LongestLine, $"{line.Name}: {line.line}"));

    // By its usings; or without one, by a name in full, or a type of the namespace that encloses all others.
    private static IEnumerable<string> UsedBy(SourceFile file)
    {
        var code = WithoutTexts().Replace(file.Text, string.Empty);
        var imported = Usings().Matches(code).Select(match => match.Groups["folder"].Value);
        var named = Names().Matches(code)
            .Select(match => (Folder: match.Groups["folder"].Value, Name: match.Groups["type"].Value))
            .Where(Types.Contains)
            .Select(type => type.Folder);
        var enclosing = Words().Matches(code).Where(word => Types.Contains((string.Empty, word.Value))).Select(_ => string.Empty);
        return imported.Concat(named).Concat(enclosing).Where(folder => folder != file.Folder && folder != "Values");
    }

    private static HashSet<(string Folder, string Name)> Types { get; } =
        [.. typeof(Sandbox).Assembly.GetTypes().Where(type => !type.IsNested && IsOurs(type)).Select(type => (FolderOf(type), type.Name))];

    private static bool IsOurs(Type type) => $"{type.Namespace}.".StartsWith(Root + ".", StringComparison.Ordinal);

    private static string FolderOf(Type type) => type.Namespace!.Length > Root.Length ? type.Namespace[(Root.Length + 1)..] : string.Empty;

    private static string NamespaceOf(string folder) => folder.Length == 0 ? Root : $"{Root}.{folder}";

    private static IEnumerable<SourceFile> Files() =>
        from file in Source.EnumerateFiles("*.cs", SearchOption.AllDirectories)
        let folder = Path.GetRelativePath(Source.FullName, file.DirectoryName!).Replace('\\', '/')
        where folder.Split('/')[0] is not ("obj" or "bin")
        select new SourceFile(folder == "." ? string.Empty : folder, file.Name, File.ReadAllText(file.FullName).ReplaceLineEndings("\n"));

    [GeneratedRegex(@"//.*|""(\\.|[^""\\\n])*""")]
    private static partial Regex WithoutTexts();

    [GeneratedRegex(@"^using Authentik\.Sandboxing\.(?<folder>\w+);$", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"\b(?<folder>[A-Z]\w+)\.(?<type>[A-Z]\w+)")]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w+")]
    private static partial Regex Words();

    private sealed record SourceFile(string Folder, string Name, string Text);
}
