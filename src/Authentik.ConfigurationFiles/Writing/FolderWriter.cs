namespace Authentik.Configuration.Files;

/// <summary>
/// Writes the files of an export into a folder. All are written beside it first and then renamed, so that each file is whole whenever
/// writing ends.
/// </summary>
internal sealed class FolderWriter(string folder, FolderWriteOptions options)
{
    /// <summary>Writes the files, and removes those of the export before that aren't among them.</summary>
    /// <exception cref="ConfigurationFileException">The folder contains something else.</exception>
    public FolderChanges Write(IReadOnlyList<ExportedFile> files)
    {
        Directory.CreateDirectory(folder);
        var listed = ExportList.Read(folder);
        Check(files, listed);
        var known = listed ?? new HashSet<string>();
        var changed = files.Where(file => !IsSame(file)).ToList();
        var others = known.Except(files.Select(file => file.Path)).Where(path => File.Exists(FullPath(path))).ToLookup(IsUnseen);
        var stale = others[false].Order(StringComparer.Ordinal).ToList();
        Replace(files, [.. files.Select(file => file.Path), .. others[true]], known, changed, stale);
        var unchanged = files.Select(file => file.Path).Except(changed.Select(file => file.Path));
        return new FolderChanges([.. changed.Select(file => file.Path)], [.. unchanged], stale);
    }

    /// <summary>
    /// Notes in the folder of an undo which objects were created, with their ids, so that it never removes others of their names.
    /// </summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void NoteCreated(string folder, IReadOnlyDictionary<ObjectKey, string?> created)
    {
        using var staging = new StagingFolder(folder);
        Publish(staging, FolderNotes.Read(folder) with { Absent = created });
    }

    // What the caller can't view may still exist.
    private bool IsUnseen(string path) => options.Notes.Unseen.Contains(KindOf(path));

    private static string KindOf(string path) => path[..path.IndexOf('/', StringComparison.Ordinal)];

    private void Replace(
        IReadOnlyList<ExportedFile> files,
        IReadOnlyList<string> paths,
        IReadOnlySet<string> known,
        IReadOnlyList<ExportedFile> changed,
        IReadOnlyList<string> stale)
    {
        using var staging = new StagingFolder(folder);
        foreach (var file in changed)
        {
            staging.Add(file);
        }

        // If this ends in between, the next export still knows what it may replace.
        staging.Publish(new ExportedFile(ExportList.DocumentName, ExportList.Write(paths.Concat(known))));
        Publish(staging, options.Notes);
        if (options.Server is { } server)
        {
            var ids = files.Where(file => file.Id is not null).ToDictionary(file => file.Path, file => file.Id!);
            staging.Publish(new ExportedFile(RememberedIds.DocumentName, new RememberedIds(server, ids).Write()));
        }

        staging.PublishAll();
        foreach (var path in stale)
        {
            File.Delete(FullPath(path));
        }

        RemoveEmptyFolders(stale);
        staging.Publish(new ExportedFile(ExportList.DocumentName, ExportList.Write(paths)));
    }

    private static void Publish(StagingFolder staging, FolderNotes notes) =>
        staging.Publish(new ExportedFile(FolderNotes.DocumentName, notes.Write()));

    private void Check(IReadOnlyList<ExportedFile> files, IReadOnlySet<string>? listed)
    {
        if (listed is null && !options.Force && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new ConfigurationFileException(
                [new FileProblem(folder, null, "The folder isn't empty, and no export wrote it. Use an empty folder, or -Force.")]);
        }

        if (listed is not null && !options.Force && FolderNotes.Read(folder) is var former && !options.Notes.IsSameExport(former))
        {
            var difference = ExportScope.DescribeDifference(former, options.Notes);
            throw new ConfigurationFileException(
                [new FileProblem(folder, null, $"{difference}, so its files would be replaced. Use another folder, or -Force.")]);
        }

        var links = new LinkCheck(folder);
        var problems = files.Select(file => file.Path).Union(listed ?? new HashSet<string>()).GroupBy(KindOf)
            .SelectMany(kind => FindProblem(links, kind.Key) is { } problem
                ? [problem]
                : kind.Select(path => FindProblem(path, listed?.Contains(path) == true, files)).OfType<FileProblem>())
            .ToList();
        if (problems.Count > 0)
        {
            throw new ConfigurationFileException(problems);
        }
    }

    private FileProblem? FindProblem(LinkCheck links, string kind)
    {
        if (File.Exists(FullPath(kind)))
        {
            return new FileProblem(kind, null, "A file is where the export has a folder. Move it.");
        }

        return links.LeadsOutside(FullPath(kind))
            ? new FileProblem(kind, null, "It's a link to another folder. Nothing is written there. Remove the link.")
            : null;
    }

    private FileProblem? FindProblem(string path, bool isListed, IReadOnlyList<ExportedFile> files)
    {
        if (Directory.Exists(FullPath(path)))
        {
            return new FileProblem(path, null, "A folder is where the export has a file. Move it.");
        }

        return isListed || !File.Exists(FullPath(path)) || files.Any(file => file.Path == path && IsSame(file))
            ? null
            : new FileProblem(path, null, "No export wrote this file, so it isn't overwritten. Move it.");
    }

    private bool IsSame(ExportedFile file) =>
        new FileInfo(FullPath(file.Path)) is { Exists: true, LinkTarget: null } existing
        && existing.Length == file.Content.Length
        && File.ReadAllBytes(existing.FullName).AsSpan().SequenceEqual(file.Content);

    private void RemoveEmptyFolders(IEnumerable<string> paths)
    {
        foreach (var kind in paths.Select(path => Path.GetDirectoryName(FullPath(path))!).Distinct())
        {
            if (!Directory.EnumerateFileSystemEntries(kind).Any())
            {
                Directory.Delete(kind);
            }
        }
    }

    private string FullPath(string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
