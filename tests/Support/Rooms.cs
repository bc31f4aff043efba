using System.Text.RegularExpressions;

namespace Authentik.Tests.Support;

/// <summary>The folders of a project, and what they use of each other. Each method lists what is against the plan; the tests expect nothing.</summary>
/// <param name="project">The project's folder below src.</param>
/// <param name="plan">The folders in order, each with the folders that it may use.</param>
internal sealed partial class Rooms(string project, IReadOnlyList<(string Folder, string[] Uses)> plan)
{
    private const int MostFiles = 12;
    private const int LongestLine = 140;
    private const string Attribute = "Attribute";

    private readonly IReadOnlyList<SourceFile> files = [.. ReadFiles(project)];

    /// <summary>Folders that are only in the plan, or only on the disk.</summary>
    public IEnumerable<string> ListUnplanned()
    {
        var planned = plan.Select(room => room.Folder).ToHashSet();
        var existing = files.Select(file => file.Folder).ToHashSet();
        return planned.Except(existing).Concat(existing.Except(planned));
    }

    /// <summary>Uses in the plan that go to a later folder. Without any, the plan has no circle.</summary>
    public IEnumerable<string> ListBackwardUses()
    {
        var order = plan.Select(room => room.Folder).ToList();
        return from room in plan
               from use in room.Uses
               where order.IndexOf(use) < 0 || order.IndexOf(use) >= order.IndexOf(room.Folder)
               select $"{room.Folder} is planned to use {use}";
    }

    /// <summary>Types of other folders that a file uses without the plan.</summary>
    public IEnumerable<string> ListUnplannedUses()
    {
        var allowed = plan.ToDictionary(room => room.Folder, room => room.Uses);
        return from use in FindUses()
               where !allowed[use.File.Folder].Contains(use.Home)
               select $"{use.File.Folder}/{use.File.Name} uses {use.Type} of {use.Home}";
    }

    /// <summary>Uses in the plan that no file makes.</summary>
    public IEnumerable<string> ListUnused()
    {
        var made = FindUses().Select(use => (use.File.Folder, use.Home)).ToHashSet();
        return from room in plan
               from use in room.Uses
               where !made.Contains((room.Folder, use))
               select $"{room.Folder} doesn't use {use}";
    }

    /// <summary>Folders with too many files.</summary>
    public IEnumerable<string> ListCrowded() => files
        .GroupBy(file => file.Folder)
        .Where(folder => folder.Count() > MostFiles)
        .Select(folder => $"{folder.Key} has {folder.Count()} files");

    /// <summary>Lines that are too long.</summary>
    public IEnumerable<string> ListLongLines() =>
        from file in files
        from line in File.ReadLines(file.Path).Select((text, index) => (text, index))
        where line.text.Length > LongestLine
        select $"{file.Folder}/{file.Name}:{line.index + 1} has {line.text.Length} characters";

    // The types of other folders that each file uses.
    private IEnumerable<(SourceFile File, string Type, string Home)> FindUses()
    {
        var homes = files
            .SelectMany(file => FindDeclared(file).Select(type => (Type: type, file.Folder)))
            .DistinctBy(type => type.Type)
            .ToDictionary(type => type.Type, type => type.Folder);
        return from file in files
               from word in FindUsed(file).Distinct()
               where homes.TryGetValue(word, out var home) && home != file.Folder
               select (file, word, homes[word]);
    }

    private static IEnumerable<SourceFile> ReadFiles(string project)
    {
        var root = Path.Combine(RepositoryRoot.Find()!.FullName, "src", project);
        return from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
               where !relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal)
               let folder = relative[..Math.Max(0, relative.LastIndexOf('/'))]
               select new SourceFile(path, folder, Path.GetFileName(path), Prose().Replace(File.ReadAllText(path), " "));
    }

    // An attribute is used without the end of its name.
    private static IEnumerable<string> FindDeclared(SourceFile file) => Declaration().Matches(file.Code)
        .Select(match => match.Groups["name"].Value)
        .SelectMany(name => name.EndsWith(Attribute, StringComparison.Ordinal) ? [name, name[..^Attribute.Length]] : new[] { name });

    private static IEnumerable<string> FindUsed(SourceFile file) => Word().Matches(file.Code)
        .Select(match => match.Value)
        .Concat(Declaration().Matches(file.Code).SelectMany(match => match.Groups["bases"].Value.Split([',', ' ', '<', '>'])));

    // Comments and strings mention types without using them, and members of an enum have the names of some types.
    [GeneratedRegex(
        """//[^\n]*|"{3}.*?"{3}|"(?:\\.|[^"\\\n])*"|^using [^\n]*|^namespace [^\n]*|^\s*[A-Z]\w*,$""",
        RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Prose();

    [GeneratedRegex(
        @"^(?:public|internal)(?: \w+)*? (?:class|record|struct|interface|enum|delegate [\w<>?]+)\s+(?<name>[A-Z]\w*)(?:\([^)]*\))?(?: : (?<bases>[^\n{(]*))?",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A name after a dot is a member, and one before a colon, an equals sign or a brace is a parameter or a property.
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*\b(?!\s*(?:=>|=|:|\{|,\s*[A-Z]\w*\)\s*=))")]
    private static partial Regex Word();

    private sealed record SourceFile(string Path, string Folder, string Name, string Code);
}
