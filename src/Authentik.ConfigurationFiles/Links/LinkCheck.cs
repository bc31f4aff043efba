namespace Authentik.Configuration.Files;

/// <summary>Finds links that lead out of a folder.</summary>
/// <param name="folder">The folder. It can be a link itself.</param>
internal sealed class LinkCheck(string folder)
{
    private const int MostLinks = 40;

    private readonly string root = Path.TrimEndingDirectorySeparator(Resolve(folder)) + Path.DirectorySeparatorChar;

    /// <summary>True if a path below the folder is, after all links, not below it. Links in circles lead nowhere.</summary>
    public bool LeadsOutside(string path)
    {
        try
        {
            return !Resolve(path).StartsWith(root, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string Resolve(string path)
    {
        var left = MostLinks;
        return Resolve(path, ref left);
    }

    private static string Resolve(string path, ref int left)
    {
        var full = Path.GetFullPath(path);
        var current = Path.GetPathRoot(full)!;
        foreach (var part in full[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (--left < 0)
            {
                throw new IOException($"'{path}' has too many links.");
            }

            current = Resolve(Path.Combine(current, target), ref left);
        }

        return current;
    }
}
