using Authentik.Book;
using Authentik.Generator.Book.Facts;

namespace Authentik.Generator.Book;

/// <summary>The whole book.</summary>
/// <param name="Oldest">The oldest version described.</param>
/// <param name="Newest">The newest.</param>
/// <param name="Chapters">The chapters in their order.</param>
internal sealed record BookEntry(ServerVersion Oldest, ServerVersion Newest, IReadOnlyList<ChapterEntry> Chapters)
{
    /// <summary>The assemblies of commands.</summary>
    public IReadOnlyList<AssemblyEntry> Assemblies { get; init; } = [];

    /// <summary>The versions whose OpenAPI documents were imported.</summary>
    public IReadOnlyList<ServerVersion> Documents { get; init; } = [];

    /// <summary>What means the same everywhere.</summary>
    public Glossary Glossary { get; init; } = Glossary.Empty;

    /// <summary>Every operation of the API, with a command or without.</summary>
    public IReadOnlyList<OperationEntry> Operations { get; init; } = [];

    /// <summary>The pages for people.</summary>
    public IReadOnlyList<GuideEntry> Guides { get; init; } = [];

    /// <summary>What the server requires of the user, by the id of the operation.</summary>
    public IReadOnlyDictionary<string, PermissionEntry> Permissions { get; init; } = new Dictionary<string, PermissionEntry>();

    /// <summary>All resources in the book's order.</summary>
    public IEnumerable<ResourceEntry> Resources => Chapters.SelectMany(chapter => chapter.Resources);

    /// <summary>All nested objects.</summary>
    public IEnumerable<ShapeEntry> Shapes => Chapters.SelectMany(chapter => chapter.Shapes);

    /// <summary>All sets of values.</summary>
    public IEnumerable<EnumEntry> Enums => Chapters.SelectMany(chapter => chapter.Enums);

    /// <summary>All actions.</summary>
    public IEnumerable<ActionEntry> Actions => Chapters.SelectMany(chapter => chapter.Actions);

    /// <summary>The names of all commands that are made from the book.</summary>
    public IEnumerable<string> CommandNames => Resources.SelectMany(resource => resource.Verbs.Select(resource.CommandName))
        .Concat(Actions.Select(action => action.CommandName));

    /// <summary>The chapter of that name, or null.</summary>
    public ChapterEntry? Chapter(string name) => Chapters.FirstOrDefault(chapter => chapter.Name == name);
}

/// <summary>A chapter: an area of the API.</summary>
internal sealed record ChapterEntry(
    string Name,
    IReadOnlyList<ResourceEntry> Resources,
    IReadOnlyList<ShapeEntry> Shapes,
    IReadOnlyList<EnumEntry> Enums,
    IReadOnlyList<ActionEntry> Actions)
{
    /// <summary>What it's about, as a heading of the reference.</summary>
    public string Title { get; init; } = Name;
}

/// <summary>An assembly of commands, with the help for them.</summary>
/// <param name="Area">What its chapters have in common, as in the name of its project.</param>
/// <param name="Chapters">The chapters in it.</param>
internal sealed record AssemblyEntry(string Area, IReadOnlyList<ChapterEntry> Chapters)
{
    /// <summary>Its name without the extension.</summary>
    public string Name => $"Authentik.{Area}";

    /// <summary>The resources whose commands it holds.</summary>
    public IEnumerable<ResourceEntry> Resources => Chapters.SelectMany(chapter => chapter.Resources);

    /// <summary>The actions whose commands it holds.</summary>
    public IEnumerable<ActionEntry> Actions => Chapters.SelectMany(chapter => chapter.Actions);
}
