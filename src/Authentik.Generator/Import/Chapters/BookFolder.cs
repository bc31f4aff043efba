using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using Authentik.Generator.Book.Yaml;

namespace Authentik.Generator.Import.Chapters;

/// <summary>The book as the importer sees it: every chapter of the folder, proposals and all.</summary>
internal sealed class BookFolder
{
    private static readonly string[] NoChapters =
    [
        BookReader.FileName, GlossaryReader.FileName, OperationsReader.FileName, GuidesReader.FileName, PermissionsReader.FileName,
    ];

    // What a draft can omit; everything else makes a chapter unreadable.
    private static readonly HashSet<string> Allowed = [RefusalCode.Undecided, RefusalCode.NoHelp];

    private BookFolder(BookEntry book, IReadOnlyDictionary<string, ChapterText> texts)
    {
        (Book, Texts, Names) = (book, texts, new BookNames(book));
    }

    /// <summary>What the chapters say, those included that the build doesn't read yet.</summary>
    public BookEntry Book { get; }

    /// <summary>Their lines by file.</summary>
    public IReadOnlyDictionary<string, ChapterText> Texts { get; }

    /// <summary>What the names in it stand for.</summary>
    public BookNames Names { get; }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="RefusedException">A chapter can't be read.</exception>
    public static BookFolder Read(string folder)
    {
        var refusals = new Refusals();
        folder = Path.GetFullPath(folder);
        var map = YamlFile.Open(Path.Combine(folder, BookReader.FileName), refusals)!;
        refusals.ThrowIfAny();
        var listed = AssemblyList.Read(map).SelectMany(assembly => assembly.Chapters).ToList();
        var files = Directory.GetFiles(folder, "*.yaml")
            .Where(file => !NoChapters.Contains(Path.GetFileName(file))).Order(StringComparer.Ordinal).ToList();
        var chapters = files
            .OrderBy(file => listed.IndexOf(Path.GetFileNameWithoutExtension(file)) is >= 0 and var at ? at : int.MaxValue)
            .Select(file => ChapterReader.Read(Path.GetFileNameWithoutExtension(file), file, refusals)).ToList();
        var operations = OperationsReader.Read(folder, refusals);
        ThrowIfUnreadable(refusals);
        var book = new BookEntry(Version(map, "oldest"), Version(map, "newest"), [.. chapters.OfType<ChapterEntry>()])
        {
            Documents = [.. map.TakeWords("documents").Select(ServerVersion.Parse).Order()],
            Operations = operations,
        };
        return new BookFolder(book, files.Append(Path.Combine(folder, BookReader.FileName)).ToDictionary(file => file, ChapterText.Read));
    }

    /// <summary>The lines of a chapter; empty ones for a chapter that isn't there yet.</summary>
    public static string FileOf(string folder, string chapter) => Path.Combine(Path.GetFullPath(folder), chapter + ".yaml");

    private static ServerVersion Version(YamlMap map, string key) => ServerVersion.Parse(map.RequireText(key));

    private static void ThrowIfUnreadable(Refusals refusals)
    {
        var unreadable = refusals.All.Where(refusal => !Allowed.Contains(refusal.Code)).ToList();
        if (unreadable.Count > 0)
        {
            throw new RefusedException(unreadable);
        }
    }
}
