using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>What a folder contains.</summary>
/// <param name="Objects">The objects, in the order of their files. They have neither keys nor names yet.</param>
/// <param name="Notes">What it says beside its objects.</param>
/// <param name="Ids">The ids that the objects had on their server.</param>
/// <param name="Notices">What wasn't read, as sentences for warnings.</param>
internal sealed record FolderContent(
    IReadOnlyList<ConfigurationObject> Objects, FolderNotes Notes, RememberedIds Ids, IReadOnlyList<string> Notices)
{
    /// <summary>True if all files are gone that exports wrote.</summary>
    public bool LostAll { get; init; }

    /// <summary>True if users belong to it.</summary>
    public bool IncludesUsers => Notes.IncludesUsers || Objects.Any(one => one.Resource == Resources.User);
}

/// <summary>A document of a folder, before its values are looked at.</summary>
/// <param name="Resource">Its kind.</param>
/// <param name="Path">Its path below the folder, with slashes.</param>
/// <param name="Parsed">What it contains.</param>
internal sealed record FolderDocument(Resource Resource, string Path, ParsedDocument Parsed)
{
    /// <summary>The line of a key.</summary>
    public int FindLine(string key) => Parsed.Lines.GetValueOrDefault(key, FirstLine);

    /// <summary>The line at which the document starts.</summary>
    public int FirstLine => Parsed.Lines.Values.DefaultIfEmpty(1).Min();

    /// <summary>The names of the files to which fields that are strings refer.</summary>
    public IEnumerable<string> ListFiles() => Parsed.Values
        .Where(pair => Resource.TryFindField(pair.Key, out var field) && IsText(field))
        .Select(pair => FileReference.FindName(pair.Value))
        .OfType<string>();

    /// <summary>True if the value of a field can be in a file of its own.</summary>
    public static bool IsText(Field field) => field is { Type: FieldType.Text, IsList: false, IsSecret: false, ReferencedNouns.Count: 0 };

    /// <summary>What an object that was read from here says of its place.</summary>
    public ObjectOrigin CreateOrigin() => new(Path, FirstLine, Parsed.Lines);
}
