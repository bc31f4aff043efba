using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Authentik.Configuration.Files;

/// <summary>
/// How a string is written. Without quotes only where no YAML parser can take it for something else, those of YAML 1.1 included: for them,
/// <c>yes</c> is a boolean and <c>1:30</c> a number.
/// </summary>
internal static partial class ScalarText
{
    private static readonly HashSet<string> OtherTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    };

    /// <summary>The style for a value.</summary>
    public static ScalarStyle ChooseStyle(string text) => IsBlock(text) ? ScalarStyle.Literal : ChooseKeyStyle(text);

    /// <summary>The style for a key.</summary>
    public static ScalarStyle ChooseKeyStyle(string text)
    {
        if (Plain().IsMatch(text) && !OtherTypes.Contains(text))
        {
            return ScalarStyle.Plain;
        }

        return text.EnumerateRunes().All(IsShown) ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted;
    }

    // The first line decides how far a block is indented, and YAML has no other line ends in it.
    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && text[0] is not (' ' or '\t' or '\n')
        && text.Split('\n').All(line => line.EnumerateRunes().All(IsShown) && !line.EndsWith(' '));

    private static bool IsShown(Rune rune) => rune.Value is >= ' ' and <= '~' || (rune.Value > 0xA0 && IsVisible(rune));

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);

    // Signs that mean something in YAML are allowed where they mean nothing.
    [GeneratedRegex(@"^[\p{L}_/](?:[\w./@=+()%$^;,'~-]|:(?=[\w/=])| (?=[\w./@=+(%$-]))*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
