using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Comparing;

/// <summary>What every step of an import needs: the book, the document, and where findings go.</summary>
internal sealed class MergeContext
{
    /// <summary>Prepares a pass over the book.</summary>
    public MergeContext(string path, ApiDocument document, ResourceFacts facts, Report report)
    {
        (Path, Document, Facts, Report) = (path, document, facts, report);
        Folder = BookFolder.Read(path);
        Documents = new History(document.Version, [.. Folder.Book.Documents.Where(seen => seen != document.Version)]);
        Described = document.Version > Folder.Book.Newest
            ? Documents with { Seen = [.. Documents.Seen.Append(Folder.Book.Newest).Distinct().Order()] }
            : Documents;
        Words = Vocabulary.Learn(this);
    }

    /// <summary>The folder of the book.</summary>
    public string Path { get; }

    /// <summary>The book.</summary>
    public BookFolder Folder { get; }

    /// <summary>The document.</summary>
    public ApiDocument Document { get; }

    /// <summary>The resources of the document.</summary>
    public ResourceFacts Facts { get; }

    /// <summary>Where findings go.</summary>
    public Report Report { get; }

    /// <summary>The documents imported before.</summary>
    public History Documents { get; }

    /// <summary>The same with the newest version that a person described.</summary>
    public History Described { get; }

    /// <summary>Which names of the document are which names of the book.</summary>
    public Vocabulary Words { get; }

    /// <summary>The names in the book.</summary>
    public BookNames Names => Folder.Names;

    /// <summary>
    /// Whether the importer may change what a line states: when it's a draft of its own, or when the document is newer than
    /// all that the book describes, where an open end is only a guess.
    /// </summary>
    public bool MayChange(string help) => Draft.IsHelp(help) || (Document.Version > Folder.Book.Newest && Documents.IsNewest);

    /// <summary>The lines of the chapter that something stands in.</summary>
    public ChapterText TextOf(Place place) => Folder.Texts[place.File];

    /// <summary>The line of a field.</summary>
    public FieldLine LineOf(FieldEntry field) => new(TextOf(field.Place), field.Place.Index);

    /// <summary>What the document says of a resource of the book; null where it has none.</summary>
    public ApiResource? Find(ResourceEntry resource) => resource.Routing is { } kinds
        ? Facts.Find(resource.Path, kinds.Kinds.Select(kind => (kind.Name, kinds.FindPath(kind))))
        : Facts.Find(resource.Path);
}
