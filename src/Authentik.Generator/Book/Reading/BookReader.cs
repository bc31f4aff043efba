using Authentik.Book;
using Authentik.Generator.Book.Checking;
using Authentik.Generator.Book.Linking;
using Authentik.Generator.Book.Yaml;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads the whole book, links its names and checks it.</summary>
internal static class BookReader
{
    public const string FileName = "book.yaml";

    /// <summary>Reads all chapters of a folder.</summary>
    /// <exception cref="RefusedException">The book isn't valid.</exception>
    public static BookEntry Read(string folder)
    {
        var refusals = new Refusals();
        var book = ReadChapters(Path.GetFullPath(folder), refusals);
        refusals.ThrowIfAny();
        Linker.Link(book!, refusals);
        HelpFiller.Fill(book!, refusals);
        StateFiller.Fill(book!, refusals);
        refusals.ThrowIfAny();
        Checker.Check(book!, refusals);
        refusals.ThrowIfAny();
        return book!;
    }

    /// <summary>Finds all that is wrong, where <see cref="Read"/> stops at the first kind of mistake.</summary>
    /// <exception cref="RefusedException">The book isn't valid.</exception>
    public static void Check(string folder)
    {
        var refusals = new Refusals();
        if (ReadChapters(Path.GetFullPath(folder), refusals) is { } book && Linker.TryLink(book, refusals))
        {
            HelpFiller.Fill(book, refusals);
            StateFiller.Fill(book, refusals);
            Checker.Check(book, refusals);
        }

        refusals.ThrowIfAny();
    }

    private static BookEntry? ReadChapters(string folder, Refusals refusals)
    {
        var map = YamlFile.Open(Path.Combine(folder, FileName), refusals);
        if (map is null)
        {
            return null;
        }

        var oldest = ReadVersion(map, "oldest");
        var newest = ReadVersion(map, "newest");
        var assemblies = ReadAssemblies(map, folder);
        var documents = ReadDocuments(map);
        map.RefuseTheRest();
        return new BookEntry(oldest, newest, [.. assemblies.SelectMany(assembly => assembly.Chapters)])
        {
            Assemblies = assemblies,
            Documents = documents,
            Glossary = GlossaryReader.Read(folder, refusals),
            Operations = OperationsReader.Read(folder, refusals),
            Guides = GuidesReader.Read(folder, refusals),
            Permissions = PermissionsReader.Read(folder, refusals),
        };
    }

    private static List<AssemblyEntry> ReadAssemblies(YamlMap map, string folder)
    {
        var listed = AssemblyList.Read(map);
        if (listed.Count == 0)
        {
            map.Refusals.Add(RefusalCode.Missing, map.Place, "'assemblies:' is missing: the chapters of each assembly of commands.");
        }

        return [.. listed.Select(assembly => new AssemblyEntry(assembly.Area, [.. assembly.Chapters.Select(Read).OfType<ChapterEntry>()]))];

        ChapterEntry? Read(string name) => ChapterReader.Read(name, Path.Combine(folder, name + ".yaml"), map.Refusals);
    }

    private static List<ServerVersion> ReadDocuments(YamlMap map)
    {
        var versions = new List<ServerVersion>();
        foreach (var text in map.TakeWords("documents"))
        {
            if (ServerVersion.TryParse(text, out var version))
            {
                versions.Add(version);
            }
            else
            {
                map.Refusals.Add(
                    RefusalCode.WrongForm, map.PlaceOf("documents"), $"'{text}' in 'documents:' isn't a version such as 2026.2.2.");
            }
        }

        return versions;
    }

    private static ServerVersion ReadVersion(YamlMap map, string key)
    {
        if (ServerVersion.TryParse(map.RequireText(key), out var version))
        {
            return version;
        }

        map.Refusals.Add(RefusalCode.WrongForm, map.PlaceOf(key), $"'{key}:' isn't a version such as 2026.2.2.");
        return new ServerVersion(0, 0, 0);
    }
}

/// <summary>The map <c>assemblies:</c> in book.yaml: which chapters go into which assembly of commands.</summary>
internal static class AssemblyList
{
    /// <summary>The assemblies with the names of their chapters, in the order of the file; none when the map is absent.</summary>
    public static IReadOnlyList<(string Area, IReadOnlyList<string> Chapters)> Read(YamlMap book) => book.TakeMap("assemblies") is { } map
        ? [.. map.Entries().Select(entry => (entry.Key, map.TakeWords(entry.Key)))]
        : [];
}
