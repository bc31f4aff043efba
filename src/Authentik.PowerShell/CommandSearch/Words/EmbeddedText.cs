namespace Authentik.Commands;

/// <summary>Text files in this assembly. Each is read when it's first used, so that an import pays for none.</summary>
internal static class EmbeddedText
{
    /// <summary>Reads the lines of a file, without those that are empty or comments.</summary>
    public static IEnumerable<string> ReadLines(string file)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The module is incomplete: it lacks {file}. Check its installation.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }
}
