using System.Buffers;

namespace Authentik.Configuration.Files;

/// <summary>
/// The list of the files that exports wrote into a folder. Nothing else in the folder is overwritten or removed. It comes with the folder,
/// so it can be from anybody.
/// </summary>
internal static class ExportList
{
    /// <summary>The name of its file.</summary>
    public const string DocumentName = ".authentik-export";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\\:*?\"<>|");

    /// <summary>The paths in the list of a folder; null if no export wrote into it.</summary>
    /// <exception cref="ConfigurationFileException">The list names something that no export wrote.</exception>
    public static IReadOnlySet<string>? Read(string folder)
    {
        var path = Path.Combine(folder, DocumentName);
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadAllLines(path);
        var problems = lines.Select((line, index) => FindProblem(line, index + 1)).OfType<FileProblem>().ToList();
        return problems.Count == 0
            ? lines.Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal)
            : throw new ConfigurationFileException(problems);
    }

    /// <summary>The content of a list with these paths.</summary>
    public static byte[] Write(IEnumerable<string> paths) =>
        PlainText.Encode(string.Concat(paths.Distinct().Order(StringComparer.Ordinal).Select(path => $"{path}\n")));

    private static FileProblem? FindProblem(string line, int number) => line.Length == 0 || IsExported(line)
        ? null
        : new FileProblem(DocumentName, number, $"'{line}' isn't a file of an export. Remove the line.");

    // A folder of a kind and a file in it: nothing that leads elsewhere.
    private static bool IsExported(string path) =>
        path.Split('/') is [var kind, var file]
        && kind.Length > 0
        && kind.All(char.IsAsciiLetterOrDigit)
        && file.Length > 0
        && file[0] is not '.'
        && file.AsSpan().IndexOfAny(NotInNames) < 0
        && !file.Any(char.IsControl);
}
