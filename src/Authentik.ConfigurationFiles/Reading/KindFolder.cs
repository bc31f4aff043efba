using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>The folder of a kind: its documents, and what lies beside them.</summary>
/// <param name="resource">The kind.</param>
/// <param name="folder">The folder.</param>
/// <param name="links">Finds links that lead out of the configuration.</param>
internal sealed class KindFolder(Resource resource, string folder, LinkCheck links)
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FileInfo> files = ListFiles(folder);

    /// <summary>The kind.</summary>
    public Resource Resource => resource;

    /// <summary>The names of all files, in one order.</summary>
    public IEnumerable<string> Names => files.Keys;

    /// <summary>The names of the documents.</summary>
    public IEnumerable<string> Documents => Names.Where(name => DocumentFormats.IsDocument(Extension(name)));

    /// <summary>The path of a file below the folder of the configuration.</summary>
    public string PathOf(string name) => $"{resource.Noun}/{name}";

    /// <summary>The names of folders, which aren't read.</summary>
    public IEnumerable<string> ListFolders() => new DirectoryInfo(folder).EnumerateDirectories()
        .Where(one => !FolderReader.IsHidden(one))
        .Select(one => one.Name)
        .Order(StringComparer.Ordinal);

    /// <summary>True if there is such a file.</summary>
    public bool Contains(string name) => files.ContainsKey(name);

    /// <summary>Reads a document.</summary>
    /// <exception cref="DocumentFormatException">It can't be read, or isn't valid.</exception>
    public async Task<FolderDocument> ReadDocumentAsync(string name, CancellationToken cancellation)
    {
        var text = await ReadTextAsync(name, cancellation);
        return new FolderDocument(resource, PathOf(name), DocumentFormats.Find(Extension(name))!.Read(text));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DocumentFormatException">It can't be read, or isn't text.</exception>
    public async Task<string> ReadTextAsync(string name, CancellationToken cancellation)
    {
        if (!texts.TryGetValue(name, out var text))
        {
            texts[name] = text = PlainText.Decode(await ReadBytesAsync(files[name], cancellation));
        }

        return text;
    }

    private async Task<byte[]> ReadBytesAsync(FileInfo file, CancellationToken cancellation)
    {
        if (links.LeadsOutside(file.FullName))
        {
            throw new DocumentFormatException(1, "It's a link out of the folder, so it isn't read. Copy the file.");
        }

        try
        {
            await using var stream = file.OpenRead();
            return await ReadAllAsync(stream, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DocumentFormatException(1, $"It can't be read: {error.Message}", error);
        }
    }

    // It may grow while it's read, and some files have no length.
    private static async Task<byte[]> ReadAllAsync(FileStream stream, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            content.Write(buffer, 0, count);
            if (content.Length > PlainText.MostBytes)
            {
                throw new DocumentFormatException(1, $"It's larger than {PlainText.MostBytes >> 20} MB.");
            }
        }

        return content.ToArray();
    }

    private static string Extension(string name) => Path.GetExtension(name).TrimStart('.');

    private static SortedDictionary<string, FileInfo> ListFiles(string folder) => new(
        new DirectoryInfo(folder).EnumerateFiles().Where(file => !FolderReader.IsHidden(file)).ToDictionary(file => file.Name),
        StringComparer.Ordinal);
}
