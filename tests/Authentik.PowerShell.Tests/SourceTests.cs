namespace Authentik.PowerShell.Tests;

/// <summary>The C# of the repository, tests included, as it is written.</summary>
public class SourceTests
{
    private const int LongestLine = 140;

    // What the compiler writes there is nobody's to wrap.
    private static readonly string[] WrittenByTheBuild = ["bin", "obj"];

    [Fact]
    public void Lines_end_at_140()
    {
        var files = ListFiles().ToList();
        Assert.True(files.Count > 500, $"only {files.Count} files were found");
        Assert.Empty(files.SelectMany(ListLongLines));
    }

    private static IEnumerable<string> ListFiles() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.cs"))
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(WrittenByTheBuild).Any());

    private static IEnumerable<string> ListLongLines(string file) =>
        from line in File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, index) => (text, index))
        where line.text.Length > LongestLine
        select $"{file}:{line.index + 1} has {line.text.Length} characters";
}
