using System.Buffers;
using System.Globalization;
using System.Text;

namespace Authentik;

/// <summary>
/// Shows characters that control the terminal, reverse text or can't be seen, instead of sending them to the terminal. People choose their
/// own names, and a name with an escape sequence could repaint the question that an administrator answers.
/// </summary>
internal static class VisibleText
{
    private const char FirstPicture = '\u2400';
    private const char PictureOfDelete = '\u2421';
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    // Of the other categories: what joins nothing, and letters that are as wide as a space and empty.
    private static readonly SearchValues<char> Blank = SearchValues.Create("\u034F\u115F\u1160\u17B4\u17B5\u2028\u2029\u3164\uFFA0");

    // Signs of Arabic and Syriac numbers, which Unicode counts among the invisible ones.
    private static readonly SearchValues<char> NumberSigns =
        SearchValues.Create("\u0600\u0601\u0602\u0603\u0604\u0605\u06DD\u070F\u0890\u0891\u08E2");

    /// <summary>
    /// The text with a picture in the place of each control character and line break, and the code of each one that can't be seen. Letters
    /// of all scripts and emoji stay.
    /// </summary>
    public static string Show(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : Write(text, keepsLines: false);

    /// <summary>The same for a string of several lines, such as a script.</summary>
    public static string ShowLines(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : Write(text.ReplaceLineEndings("\n"), keepsLines: true);

    private static string Write(string text, bool keepsLines)
    {
        StringBuilder? shown = null;
        var before = default(Rune?);
        for (var at = 0; at < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, at, out var rune);
            var length = isWhole ? rune.Utf16SequenceLength : 1;
            if (isWhole && (!IsHidden(text, at, rune, before) || (keepsLines && rune.Value == '\n')))
            {
                shown?.Append(text, at, length);
            }
            else
            {
                shown ??= new StringBuilder(text, 0, at, text.Length + 16);
                shown.Append(Describe(isWhole ? rune.Value : text[at]));
            }

            before = isWhole ? rune : null;
            at += length;
        }

        return shown?.ToString() ?? text;
    }

    private static string Describe(int code) => code switch
    {
        < ' ' => ((char)(FirstPicture + code)).ToString(),
        '\u007F' => PictureOfDelete.ToString(),
        <= char.MaxValue => string.Create(CultureInfo.InvariantCulture, $"\\u{code:X4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{code:X}}}"),
    };

    private static bool IsHidden(string text, int at, Rune rune, Rune? before) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format when rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner => !Joins(text, at, before),
        UnicodeCategory.Format => !rune.IsBmp || !NumberSigns.Contains((char)rune.Value),
        _ => rune.IsBmp && Blank.Contains((char)rune.Value),
    };

    // Emoji consist of others that are joined, and some scripts need the joiners. In Latin text they only hide.
    private static bool Joins(string text, int at, Rune? before) =>
        before is { } left && IsJoined(left)
        && Rune.TryGetRuneAt(text, Math.Min(at + 1, text.Length - 1), out var right) && IsJoined(right);

    private static bool IsJoined(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.OtherLetter or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
