using System.Text.RegularExpressions;
using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>The folders of the sandbox: each is a namespace, and they use each other in one direction only.</summary>
public partial class LayoutTests
{
    private const string Root = "Authentik.Sandboxing";
    private const int MostFiles = 12;

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
        file => Assert.Contains($"\nnamespace {(file.Folder.Length == 0 ? Root : $"{Root}.{file.Folder}")};\n", "\n" + file.Text, StringComparison.Ordinal));

    [Fact]
    public void A_folder_can_be_looked_over() => Assert.All(Files().GroupBy(file => file.Folder), folder => Assert.InRange(folder.Count(), 1, MostFiles));

    // What the usings say; and what needs none, because it is named in full, or lies in the namespace around all others.
    private static IEnumerable<string> UsedBy(SourceFile file)
    {
        var code = WithoutTexts().Replace(file.Text, string.Empty);
        var named = Usings().Matches(code).Select(match => match.Groups["folder"].Value)
            .Concat(Names().Matches(code).Where(match => IsType(match.Groups["folder"].Value, match.Groups["type"].Value)).Select(match => match.Groups["folder"].Value));
        var around = Words().Matches(code).Any(word => IsType(string.Empty, word.Value)) ? [string.Empty] : Array.Empty<string>();
        return named.Concat(around).Where(folder => folder != file.Folder && folder != "Values");
    }

    private static bool IsType(string folder, string name) => Types.Contains((folder, name));

    private static HashSet<(string Folder, string Name)> Types { get; } =
        [.. typeof(Sandbox).Assembly.GetTypes().Where(type => !type.IsNested && IsOurs(type)).Select(type => (FolderOf(type), type.Name))];

    private static bool IsOurs(Type type) => type.Namespace is { } space && (space == Root || space.StartsWith(Root + ".", StringComparison.Ordinal));

    private static string FolderOf(Type type) => type.Namespace!.Length > Root.Length ? type.Namespace[(Root.Length + 1)..] : string.Empty;

    private static IEnumerable<SourceFile> Files() =>
        from file in Source.EnumerateFiles("*.cs", SearchOption.AllDirectories)
        let folder = Path.GetRelativePath(Source.FullName, file.DirectoryName!).Replace('\\', '/')
        where folder.Split('/')[0] is not ("obj" or "bin")
        select new SourceFile(folder == "." ? string.Empty : folder, file.Name, File.ReadAllText(file.FullName).ReplaceLineEndings("\n"));

    [GeneratedRegex("""//.*|"(\\.|[^"\\\n])*" """)]
    private static partial Regex WithoutTexts();

    [GeneratedRegex(@"^using Authentik\.Sandboxing\.(?<folder>\w+);$", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"\b(?<folder>[A-Z]\w+)\.(?<type>[A-Z]\w+)")]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w+")]
    private static partial Regex Words();

    private sealed record SourceFile(string Folder, string Name, string Text);
}
