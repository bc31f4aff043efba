using Authentik.Book;
using Authentik.Generator.Book.Wording;
using Authentik.Generator.Names;

namespace Authentik.Generator.Book;

/// <summary>The whole book.</summary>
/// <param name="Oldest">The oldest version described.</param>
/// <param name="Newest">The newest.</param>
/// <param name="Chapters">The chapters in their order.</param>
internal sealed record BookEntry(ServerVersion Oldest, ServerVersion Newest, IReadOnlyList<ChapterEntry> Chapters)
{
    /// <summary>The versions whose OpenAPI documents were imported.</summary>
    public IReadOnlyList<ServerVersion> Documents { get; init; } = [];

    /// <summary>What means the same everywhere.</summary>
    public Glossary Glossary { get; init; } = Glossary.Empty;

    /// <summary>Every operation of the API, with a command or without.</summary>
    public IReadOnlyList<OperationEntry> Operations { get; init; } = [];

    /// <summary>All resources in the book's order.</summary>
    public IEnumerable<ResourceEntry> Resources => Chapters.SelectMany(chapter => chapter.Resources);

    /// <summary>All nested objects.</summary>
    public IEnumerable<ShapeEntry> Shapes => Chapters.SelectMany(chapter => chapter.Shapes);

    /// <summary>All sets of values.</summary>
    public IEnumerable<EnumEntry> Enums => Chapters.SelectMany(chapter => chapter.Enums);

    /// <summary>The chapter of that name, or null.</summary>
    public ChapterEntry? Chapter(string name) => Chapters.FirstOrDefault(chapter => chapter.Name == name);
}

/// <summary>A chapter: an area of the API and one assembly of commands.</summary>
internal sealed record ChapterEntry(
    string Name,
    IReadOnlyList<ResourceEntry> Resources,
    IReadOnlyList<ShapeEntry> Shapes,
    IReadOnlyList<EnumEntry> Enums)
{
    /// <summary>The assembly of its commands without the extension.</summary>
    public string Assembly => $"Authentik.{Words.Capitalized(Name)}";
}
