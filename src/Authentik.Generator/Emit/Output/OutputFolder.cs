namespace Authentik.Generator.Emit.Output;

/// <summary>
/// A folder that holds what one run makes and nothing else. A file that did not change keeps its time, so that the compiler
/// is not called for nothing; a file that is no longer made is deleted.
/// </summary>
internal sealed class OutputFolder
{
    private readonly string folder;
    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    /// <summary>The folder is made when it does not exist.</summary>
    public OutputFolder(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(this.folder);
    }

    /// <summary>How many files were written because they changed.</summary>
    public int Written { get; private set; }

    /// <summary>Writes one file.</summary>
    public void Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        made.Add(path);
        if (TextFile.WriteIfChanged(path, content))
        {
            Written++;
        }
    }

    /// <summary>Deletes the files of earlier runs that this one did not make.</summary>
    public void DeleteTheRest(string pattern)
    {
        foreach (var path in Directory.EnumerateFiles(folder, pattern).Where(path => !made.Contains(path)))
        {
            File.Delete(path);
        }
    }
}
