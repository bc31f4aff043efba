using System.Text;

namespace Authentik.Generator.Output;

/// <summary>
/// A folder that holds what one run makes and nothing else. A file that didn't change keeps its time, so that the compiler
/// isn't run for nothing; a file that is no longer made is deleted.
/// </summary>
internal sealed class OutputFolder
{
    private readonly string folder;
    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    /// <summary>The folder is made when it doesn't exist.</summary>
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

    /// <summary>Deletes the files of earlier runs that this one didn't make.</summary>
    public void DeleteTheRest(string pattern)
    {
        foreach (var path in Directory.EnumerateFiles(folder, pattern).Where(path => !made.Contains(path)))
        {
            File.Delete(path);
        }
    }
}

/// <summary>Writes text in UTF-8 without a byte order mark, and only if it differs from the file.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the file; false when it held the same already.</summary>
    public static bool WriteIfChanged(string path, string content)
    {
        var bytes = Utf8.GetBytes(content);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllBytes(path, bytes);
        return true;
    }
}
