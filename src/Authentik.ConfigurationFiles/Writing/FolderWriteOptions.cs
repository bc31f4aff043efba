namespace Authentik.Configuration.Files;

/// <summary>How a configuration is written.</summary>
internal sealed record FolderWriteOptions
{
    /// <summary>True to write values that are the default, too.</summary>
    public bool Full { get; init; }

    /// <summary>The format of documents.</summary>
    public IDocumentFormat Format { get; init; } = DocumentFormats.Yaml;

    /// <summary>What the folder says beside its objects.</summary>
    public FolderNotes Notes { get; init; } = new();

    /// <summary>The server of the objects, if their ids are remembered; null if not.</summary>
    public Uri? Server { get; init; }

    /// <summary>True to write into a folder with other files, too. They stay as they are.</summary>
    public bool Force { get; init; }
}

/// <summary>What writing did, as paths below the folder.</summary>
/// <param name="Written">Files that are new or have other content.</param>
/// <param name="Unchanged">Files that had the same content.</param>
/// <param name="Removed">Files of the export before that don't belong to this one.</param>
internal sealed record FolderChanges(IReadOnlyList<string> Written, IReadOnlyList<string> Unchanged, IReadOnlyList<string> Removed);

/// <summary>A file of an export.</summary>
/// <param name="Path">The path below the folder, with slashes.</param>
/// <param name="Content">The bytes.</param>
internal sealed record ExportedFile(string Path, byte[] Content)
{
    /// <summary>The id on its server of the object that the file is the document of; null for other files.</summary>
    public string? Id { get; init; }
}
