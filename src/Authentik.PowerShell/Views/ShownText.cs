using System.Globalization;

namespace Authentik.Commands;

/// <summary>
/// Wraps text in columns of tables. PowerShell breaks lines at words only in some cultures, and never inside a name; in all others, such as
/// the invariant one of containers, it breaks wherever the column ends.
/// </summary>
public static class ShownText
{
    // As PowerShell has them.
    private static readonly string[] WrappedLanguages = ["en", "fr", "de", "it", "pt", "es"];

    // As wide as a blank, but no place to break a line. PowerShell drops the usual one for that.
    private const char FigureSpace = '\u2007';

    /// <summary>Wraps a string in a column of a fixed width.</summary>
    public static string? Wrap(string? text, int width) =>
        text is null ? null : string.Join('\n', Split(VisibleText.Show(text), width));

    /// <summary>
    /// Wraps a sentence in the last column, whose width depends on the window. Where PowerShell doesn't do it, the lines are as long as in
    /// a window of 80 characters.
    /// </summary>
    public static string? WrapSentence(string? text, int width) =>
        text is not null && WrappedLanguages.Contains(CultureInfo.CurrentCulture.TwoLetterISOLanguageName)
            ? VisibleText.Show(text)
            : Wrap(text, width);

    /// <summary>
    /// Wraps a line of a difference like a sentence. Its sign is never alone on a line, however long the first word is.
    /// </summary>
    public static string? WrapDifference(string? text, int width) => WrapSentence(text is null ? null : JoinSign(text, width), width);

    private static string JoinSign(string line, int width)
    {
        if (line is not ['+' or '-', ' ', ..])
        {
            return line;
        }

        var rest = line.AsSpan(1).TrimStart(' ');
        var start = line.Length - rest.Length;
        var end = rest.IndexOf(' ') is >= 0 and var blank ? start + blank : line.Length;
        return end > width ? $"{line[0]}{new string(FigureSpace, start - 1)}{rest}" : line;
    }

    private static List<string> Split(string text, int width)
    {
        var lines = new List<string>();
        var rest = text.AsSpan();
        while (rest.Length > width)
        {
            var end = FindEnd(rest, width);
            lines.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }

        lines.Add(rest.ToString());
        return lines;
    }

    // After the last blank that the line has room for, or else within a name, or at the width.
    private static int FindEnd(ReadOnlySpan<char> rest, int width)
    {
        var blank = rest[..(width + 1)].LastIndexOf(' ');
        var part = blank > 0 ? -1 : rest[..width].LastIndexOfAny('-', '/', '.');
        return blank > 0 ? blank : part > 0 ? part + 1 : width;
    }
}
