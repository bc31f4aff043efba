namespace Authentik.Generator.Book.Reading;

/// <summary>The map <c>assemblies:</c> in book.yaml: which chapters go into which assembly of commands.</summary>
internal static class AssemblyList
{
    /// <summary>The assemblies with the names of their chapters, in the order of the file; none when the map is absent.</summary>
    public static IReadOnlyList<(string Area, IReadOnlyList<string> Chapters)> Read(YamlMap book) => book.TakeMap("assemblies") is { } map
        ? [.. map.Entries().Select(entry => (entry.Key, map.TakeWords(entry.Key)))]
        : [];
}
