using System.Globalization;

namespace Authentik;

/// <summary>Files of a configuration can't be read or written as they are. Nothing was sent or written.</summary>
public sealed class ConfigurationFileException : Exception
{
    // More don't help anybody who reads a message.
    private const int MostShown = 20;

    /// <summary>Creates the exception.</summary>
    internal ConfigurationFileException(IReadOnlyList<FileProblem> problems)
        : base(Compose(problems))
    {
        Problems = problems;
    }

    /// <summary>Everything that is wrong, in the order of the files.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    private static string Compose(IReadOnlyList<FileProblem> problems)
    {
        if (problems is [var only])
        {
            return VisibleText.Show(only.ToString());
        }

        var shown = problems.Take(MostShown).Select(problem => VisibleText.Show(problem.ToString()));
        var more = problems.Count > MostShown ? [$"... and {problems.Count - MostShown} more"] : Array.Empty<string>();
        return string.Create(
            CultureInfo.InvariantCulture, $"The files have {problems.Count} problems:\n{string.Join('\n', [.. shown, .. more])}");
    }
}

/// <summary>Something that is wrong with a file.</summary>
/// <param name="File">The path below the folder of the configuration; the folder itself if it's about no file.</param>
/// <param name="Line">The line, from 1; null if it's about the whole file.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record FileProblem(string File, int? Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Line is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"{File}:{line}: {Message}")
        : $"{File}: {Message}";
}
