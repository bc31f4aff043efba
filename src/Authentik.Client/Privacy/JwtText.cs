using System.Buffers;
using System.Text;

namespace Authentik;

/// <summary>
/// Finds JWTs: any can be a valid token. A signed one has three parts, an encrypted one has five. A regular expression would read a long
/// word again from each place where a JWT could begin.
/// </summary>
internal static class JwtText
{
    private const string Beginning = "eyJ";
    private const int ShortestPart = 8;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Replaces the JWTs in a string.</summary>
    public static string Redact(string text)
    {
        StringBuilder? kept = null;
        var copied = 0;
        for (var from = 0; FindBeginning(text, from) is >= 0 and var start;)
        {
            var word = SkipLetters(text, start);
            var end = FindEnd(text, start, word);
            if (end > 0)
            {
                kept = (kept ?? new StringBuilder(text.Length)).Append(text, copied, start - copied).Append(Redactor.Mark);
                copied = end;
            }

            from = Math.Max(word, end);
        }

        return kept is null ? text : kept.Append(text, copied, text.Length - copied).ToString();
    }

    // Not in the middle of a word.
    private static int FindBeginning(string text, int from)
    {
        while (from < text.Length && text.IndexOf(Beginning, from, StringComparison.Ordinal) is >= 0 and var found)
        {
            if (found == 0 || !(char.IsLetterOrDigit(text[found - 1]) || text[found - 1] == '_'))
            {
                return found;
            }

            from = found + 1;
        }

        return -1;
    }

    // The second part has a length of its own, those after it can be empty. 0 if it isn't a JWT.
    private static int FindEnd(string text, int start, int word)
    {
        if (word - start < Beginning.Length + ShortestPart || SkipPart(text, word) is not { } second || second - word <= ShortestPart)
        {
            return 0;
        }

        var end = second;
        for (var next = SkipPart(text, end); next is { } further; next = SkipPart(text, end))
        {
            end = further;
        }

        return end == second ? 0 : end;
    }

    private static int? SkipPart(string text, int dot) => dot < text.Length && text[dot] == '.' ? SkipLetters(text, dot + 1) : null;

    private static int SkipLetters(string text, int from) =>
        text.AsSpan(from).IndexOfAnyExcept(Letters) is >= 0 and var length ? from + length : text.Length;
}
