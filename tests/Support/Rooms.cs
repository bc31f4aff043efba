using System.Text.RegularExpressions;

namespace Authentik.Tests.Support;

/// <summary>
/// The folders of a project, and what they use of each other. Each method lists what is against the plan; the tests expect nothing.
/// </summary>
/// <param name="project">The project's folder below src.</param>
/// <param name="plan">The folders in order, each with the folders that it may use.</param>
/// <param name="common">A folder that all may use, so that none lists it.</param>
internal sealed partial class Rooms(string project, IReadOnlyList<(string Folder, string[] Uses)> plan, string? common = null)
{
    private const int MostFiles = 12;
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
        return from use in ListUses()
               where !allowed[use.File.Folder].Contains(use.Home)
               select $"{use.File.Folder}/{use.File.Name} uses {use.What} of {use.Home}";
    }

    /// <summary>Uses in the plan that no file makes.</summary>
    public IEnumerable<string> ListNeedlessUses()
    {
        var used = ListUses().Select(use => (use.File.Folder, use.Home)).ToHashSet();
        return from room in plan
               from use in room.Uses
               where !used.Contains((room.Folder, use))
               select $"{room.Folder} doesn't use {use}";
    }

    /// <summary>Files whose namespace isn't that of their folder.</summary>
    public IEnumerable<string> ListOtherNamespaces(string root) =>
        from file in files
        where file.Namespace.Length > 0 && file.Namespace != $"{root}.{file.Folder.Replace('/', '.')}".TrimEnd('.')
        select $"{file.Folder}/{file.Name} is in {file.Namespace}";

    /// <summary>Folders with too many files.</summary>
    public IEnumerable<string> ListCrowded() => files
        .GroupBy(file => file.Folder)
        .Where(folder => folder.Count() > MostFiles)
        .Select(folder => $"{folder.Key} has {folder.Count()} files");

    // A type is used by its name; what extends types is only seen by the namespace that is imported for it.
    private IEnumerable<(SourceFile File, string What, string Home)> ListUses()
    {
        var types = files.SelectMany(FindDeclared, (file, type) => (type, file.Folder))
            .DistinctBy(type => type.type).ToDictionary(type => type.type, type => type.Folder);
        var namespaces = files.GroupBy(file => file.Namespace, file => file.Folder)
            .Where(folders => folders.Distinct().Count() == 1).ToDictionary(folders => folders.Key, folders => folders.First());
        return from file in files
               from use in FindUsed(file).Distinct().Select(type => (What: type, Home: types.GetValueOrDefault(type)))
                   .Concat(file.Imports.Select(name => (What: name, Home: namespaces.GetValueOrDefault(name))))
               where use.Home is not null && use.Home != file.Folder && use.Home != common
               select (file, use.What, use.Home);
    }

    private static IEnumerable<SourceFile> ReadFiles(string project)
    {
        var root = Path.Combine(Repository.Root, "src", project);
        return from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
               where !relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal)
               select ReadFile(path, relative[..Math.Max(0, relative.LastIndexOf('/'))]);
    }

    private static SourceFile ReadFile(string path, string folder)
    {
        var text = File.ReadAllText(path);
        return new SourceFile(path, folder, ReadCode(text))
        {
            Namespace = Namespace().Match(text).Groups["name"].Value,
            Imports = [.. Import().Matches(text).Select(match => match.Groups["name"].Value)],
        };
    }

    // Comments and strings mention types without using them, and members of an enum have the names of some types. An interpolated value
    // is code.
    private static string ReadCode(string text) => Text().Replace(
        Prose().Replace(text, " "),
        quoted => string.Join(' ', Hole().Matches(quoted.Value).Select(hole => hole.Groups["code"].Value)));

    // An attribute is used without the end of its name.
    private static IEnumerable<string> FindDeclared(SourceFile file) => Declaration().Matches(file.Code)
        .Select(match => match.Groups["name"].Value)
        .SelectMany(name => name.EndsWith(Attribute, StringComparison.Ordinal) ? [name, name[..^Attribute.Length]] : new[] { name });

    private static IEnumerable<string> FindUsed(SourceFile file) => Word().Matches(file.Code)
        .Select(match => match.Value)
        .Concat(Declaration().Matches(file.Code).SelectMany(match => match.Groups["bases"].Value.Split([',', ' ', '<', '>'])));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(
        """//[^\n]*|"{3}.*?"{3}|^using [^\n]*|^namespace [^\n]*|^\s*[A-Z]\w*,$""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Prose();

    [GeneratedRegex("""
        "(?:\\.|[^"\\\n])*"
        """)]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<!\{)\{(?<code>[^{}]*)")]
    private static partial Regex Hole();

    [GeneratedRegex(
        @"^(?:public|internal)(?: \w+)*? (?:class|record|struct|interface|enum|delegate [\w<>?]+)\s+(?<name>[A-Z]\w*)"
        + @"(?:\([^)]*\))?(?: : (?<bases>[^\n{(]*))?",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A name after a dot is a member, and one before a colon, an equals sign or a brace is a parameter or a property.
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*\b(?!\s*(?:=>|=|:|\{|,\s*[A-Z]\w*\)\s*=))")]
    private static partial Regex Word();

    private sealed record SourceFile(string Path, string Folder, string Code)
    {
        public string Name => System.IO.Path.GetFileName(Path);

        /// <summary>Its namespace; empty where it declares none.</summary>
        public required string Namespace { get; init; }

        public required IReadOnlyList<string> Imports { get; init; }
    }
}
