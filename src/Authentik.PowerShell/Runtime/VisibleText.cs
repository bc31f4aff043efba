using System.Globalization;

namespace Authentik.Commands;

/// <summary>
/// Shows control characters instead of sending them to the terminal. People choose their own names, and a name with an escape sequence
/// could repaint the question that an administrator answers.
/// </summary>
internal static class VisibleText
{
    private const char FirstPicture = '\u2400';
    private const char PictureOfDelete = '\u2421';

    /// <summary>
    /// The text with a picture in the place of each control character, and the code of each one that changes the direction.
    /// </summary>
    public static string Show(string text) => text.Any(IsHidden) ? string.Concat(text.Select(Show)) : text;

    /// <summary>The same for a message, which can have lines of its own.</summary>
    public static string ShowLines(string text) => string.Join('\n', text.Split('\n').Select(Show));

    private static bool IsHidden(char letter) => char.IsControl(letter) || IsDirection(letter);

    private static string Show(char letter) => letter switch
    {
        < ' ' => ((char)(FirstPicture + letter)).ToString(),
        '\u007F' => PictureOfDelete.ToString(),
        _ when IsHidden(letter) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
        _ => letter.ToString(),
    };

    private static bool IsDirection(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
