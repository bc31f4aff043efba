using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>
/// Reads a folder: first all documents, then their values. Everything that is wrong is found, so that nobody has to correct one line
/// after another.
/// </summary>
internal sealed class FolderReader(string folder, BookIndex book)
{
    private readonly FolderNotes notes = FolderNotes.Read(folder);
    private readonly RememberedIds ids = RememberedIds.Read(folder);
    private readonly LinkCheck links = new(folder);
    private readonly List<FileProblem> problems = [];
    private readonly List<string> notices = [];

    /// <summary>Reads the folder.</summary>
    /// <exception cref="ConfigurationFileException">Something is wrong with it. Its problems are all that were found.</exception>
    public async Task<FolderContent> ReadAsync(CancellationToken cancellation)
    {
        var objects = new List<ConfigurationObject>();
        foreach (var kind in ListKinds())
        {
            objects.AddRange(await ReadKindAsync(kind, cancellation));
        }

        // Such as an export of a kind of which the server had no objects.
        var listed = ExportList.Read(folder);
        if (objects.Count == 0 && notes.Absent.Count == 0 && problems.Count == 0 && listed is null)
        {
            problems.Add(new FileProblem(folder, null, "The folder has no objects of a configuration. Check the path."));
        }

        return problems.Count == 0 ? Collect(objects, listed) : throw new ConfigurationFileException(problems);
    }

    /// <summary>True for what systems and tools keep for themselves.</summary>
    public static bool IsHidden(FileSystemInfo one) => one.Name.StartsWith('.') || one.Attributes.HasFlag(FileAttributes.Hidden);

    private FolderContent Collect(IReadOnlyList<ConfigurationObject> objects, IReadOnlySet<string>? listed)
    {
        var lostAll = objects.Count == 0 && listed?.Count > 0;
        if (lostAll)
        {
            notices.Add("The folder has none of the objects that were exported into it.");
        }

        return new FolderContent(objects, notes, ids, notices) { LostAll = lostAll };
    }

    private List<KindFolder> ListKinds()
    {
        var kinds = new List<KindFolder>();
        foreach (var one in ListTop())
        {
            if (FindProblem(one) is { } problem)
            {
                problems.Add(new FileProblem($"{one.Name}/", null, problem));
            }
            else if (OpenKind(one) is { } kind)
            {
                kinds.Add(kind);
            }
        }

        return kinds;
    }

    private KindFolder? OpenKind(DirectoryInfo one)
    {
        try
        {
            return new KindFolder(book[one.Name], one.FullName, links);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new FileProblem($"{one.Name}/", null, $"The folder can't be read: {error.Message}"));
            return null;
        }
    }

    private IEnumerable<DirectoryInfo> ListTop()
    {
        try
        {
            var top = new DirectoryInfo(folder);
            notices.AddRange(top.EnumerateFiles()
                .Where(file => DocumentFormats.IsDocument(file.Extension.TrimStart('.')) && !IsHidden(file))
                .Select(file => $"{file.Name} wasn't read, because it isn't in the folder of a kind.")
                .Order(StringComparer.Ordinal));
            return top.EnumerateDirectories().Where(one => !IsHidden(one)).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        }
        catch (DirectoryNotFoundException)
        {
            throw new ConfigurationFileException([new FileProblem(folder, null, "The folder doesn't exist.")]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFileException([new FileProblem(folder, null, $"The folder can't be read: {error.Message}")]);
        }
    }

    private string? FindProblem(DirectoryInfo one)
    {
        if (links.LeadsOutside(one.FullName))
        {
            return "It's a link out of the folder, so it isn't read. Copy the files.";
        }

        // Case matters here on every system, so that a folder is read everywhere or nowhere.
        if (!book.TryFind(one.Name, out var kind) || kind.Noun != one.Name)
        {
            var kinds = book.ListConfiguration().Select(resource => resource.Noun);
            return $"Unknown kind of object: {NearestName.Suggest(one.Name, kinds)}.";
        }

        return ConfigurationKinds.CanBe(kind) ? null : $"{kind.Plural} aren't configuration. Remove the folder.";
    }

    private async Task<IReadOnlyList<ConfigurationObject>> ReadKindAsync(KindFolder kind, CancellationToken cancellation)
    {
        var documents = new List<(string Name, FolderDocument? Document, FileProblem? Problem)>();
        foreach (var name in kind.Documents)
        {
            documents.Add(await ReadDocumentAsync(kind, name, cancellation));
        }

        // A text of its own can have the extension of documents, such as that of a blueprint.
        var texts = documents.SelectMany(one => one.Document?.ListFiles().Where(file => file != one.Name) ?? [])
            .ToHashSet(StringComparer.Ordinal);
        documents.RemoveAll(one => texts.Contains(one.Name));
        problems.AddRange(documents.Select(one => one.Problem).OfType<FileProblem>());
        problems.AddRange(FindTwice(kind, documents.Select(one => one.Name)));
        notices.AddRange(FindUnread(kind, texts));
        var reader = new ObjectReader(book, kind, notes.Version, problems);
        var objects = new List<ConfigurationObject>();
        foreach (var document in documents.Select(one => one.Document).OfType<FolderDocument>())
        {
            objects.Add(await reader.ReadAsync(document, cancellation));
        }

        return objects;
    }

    private static async Task<(string Name, FolderDocument? Document, FileProblem? Problem)> ReadDocumentAsync(
        KindFolder kind, string name, CancellationToken cancellation)
    {
        try
        {
            return (name, await kind.ReadDocumentAsync(name, cancellation), null);
        }
        catch (DocumentFormatException error)
        {
            return (name, null, new FileProblem(kind.PathOf(name), error.Line, error.Message));
        }
    }

    // An export in another format beside the first one.
    private static IEnumerable<FileProblem> FindTwice(KindFolder kind, IEnumerable<string> names) => names
        .GroupBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Count() > 1)
        .Select(same => new FileProblem(kind.PathOf(same.Last()), 1, $"{same.First()} has the same name. Remove one of them."));

    private static IEnumerable<string> FindUnread(KindFolder kind, HashSet<string> texts) =>
        kind.Names.Except(kind.Documents).Except(texts).Select(kind.PathOf)
            .Select(path => $"{path} wasn't read, because no document refers to it.")
            .Concat(kind.ListFolders().Select(name => $"{kind.PathOf(name)}/ wasn't read, because kinds have no folders of their own."));
}
