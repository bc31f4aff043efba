using System.Globalization;

namespace Authentik.Configuration.Files;

/// <summary>A hidden folder in that of an export, on the same disk: files are written here and then renamed to their places.</summary>
internal sealed class StagingFolder : IDisposable
{
    private const string Name = ".authentik-export.new";
    private const string LockName = "lock";

    private readonly string target;
    private readonly string path;
    private readonly FileStream hold;
    private readonly List<(string From, string To)> files = [];

    /// <summary>Creates the folder.</summary>
    /// <param name="target">The folder of the export.</param>
    /// <exception cref="IOException">Another export writes there.</exception>
    public StagingFolder(string target)
    {
        this.target = target;
        path = Path.Combine(target, Name);
        if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is not null)
        {
            Directory.Delete(path);
        }

        Directory.CreateDirectory(path);
        hold = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Writes a file that takes its place with all others.</summary>
    public void Add(ExportedFile file) => files.Add((WriteNew(file), FindPlace(file)));

    /// <summary>Moves all files that were added to their places.</summary>
    public void PublishAll()
    {
        foreach (var (from, to) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(from, to, overwrite: true);
        }
    }

    /// <summary>Writes a file, and moves it to its place at once.</summary>
    public void Publish(ExportedFile file) => File.Move(WriteNew(file), FindPlace(file), overwrite: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        hold.Dispose();
        Directory.Delete(path, recursive: true);
    }

    private string FindPlace(ExportedFile file) => Path.Combine(target, file.Path.Replace('/', Path.DirectorySeparatorChar));

    // The names are short, whatever those of the files are. A file of an export that was cut off is overwritten.
    private string WriteNew(ExportedFile file)
    {
        var name = Path.Combine(path, $"{files.Count.ToString(CultureInfo.InvariantCulture)}.tmp");
        File.Delete(name);
        using var stream = new FileStream(name, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(file.Content);
        stream.Flush(flushToDisk: false);
        return name;
    }
}
