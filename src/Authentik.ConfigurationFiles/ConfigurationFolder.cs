using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>A configuration as a folder of files: a folder for each kind, a file for each object.</summary>
internal static class ConfigurationFolder
{
    /// <summary>
    /// Writes objects into a folder that is new or empty, or that an export wrote: then files of objects that aren't among them are
    /// removed. Files that no export wrote stay as they are.
    /// </summary>
    /// <exception cref="ConfigurationFileException">The folder contains something else. Nothing was written.</exception>
    /// <exception cref="IOException">A file can't be written. Each file is whole.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not write there. Each file is whole.</exception>
    public static FolderChanges Write(string path, IEnumerable<ConfigurationObject> objects, FolderWriteOptions options) =>
        new FolderWriter(path, options).Write(new ObjectFiles(options).Write(objects));

    /// <summary>Reads the objects of a folder. Nothing is left out silently: what isn't read is in the notices.</summary>
    /// <exception cref="ConfigurationFileException">Files are wrong. The exception has all problems that were found.</exception>
    public static Task<FolderContent> ReadAsync(string path, BookIndex book, CancellationToken cancellation) =>
        new FolderReader(path, book).ReadAsync(cancellation);

    /// <summary>
    /// Writes what takes changes back into a new or empty folder: objects as they were, and which ones didn't exist.
    /// </summary>
    /// <exception cref="ConfigurationFileException">The folder isn't empty. Nothing was written.</exception>
    /// <exception cref="IOException">A file can't be written.</exception>
    public static void WriteUndo(string path, UndoRecord undo, ServerMark server, ServerVersion? version)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new ConfigurationFileException([new FileProblem(path, null, "The folder isn't empty. Use a new one.")]);
        }

        var absent = undo.Created.ToDictionary(one => one.Key, _ => (string?)null);
        var notes = new FolderNotes { Version = version, IsPart = true, Absent = absent };
        Write(path, undo.Former, new FolderWriteOptions { Full = true, Notes = notes, Server = server });
    }
}
