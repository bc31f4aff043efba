using System.Globalization;
using System.Text;

namespace Authentik.Configuration.Files;

/// <summary>Names of files that every file system takes and people can read, such as <c>grafana-viewers</c>.</summary>
internal static class FileName
{
    /// <summary>How many characters a name has at most, so that paths stay short on Windows.</summary>
    public const int Longest = 100;

    // Linux counts bytes, up to 255; an extension comes after the name.
    private const int LongestInBytes = 200;
    private const string Nameless = "unnamed";

    // Windows takes them for devices, whatever extension they have.
    private static readonly HashSet<string> Devices =
    [
        "con", "prn", "aux", "nul",
        .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"com{number}", $"lpt{number}" }),
    ];

    /// <summary>The name for a title, without extension. Different titles can have the same name.</summary>
    public static string Of(string title)
    {
        var words = Cut(ReplaceSigns(title), string.Empty);
        return words.Length == 0 ? Nameless : Devices.Contains(words) ? $"{words}-{Nameless}" : words;
    }

    /// <summary>A name with something after it, not too long.</summary>
    public static string Append(string name, string suffix) => Cut(name, $"-{suffix}");

    private static string ReplaceSigns(string title)
    {
        var words = new StringBuilder(title.Length);
        foreach (var rune in Normalize(title).EnumerateRunes())
        {
            if (IsKept(rune, words))
            {
                words.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }
        }

        return words.ToString();
    }

    // Composed letters and their parts look the same and are the same name on macOS. Halves of characters can't be composed.
    private static string Normalize(string title) =>
        string.Concat(title.EnumerateRunes().Select(rune => rune.ToString())).Normalize(NormalizationForm.FormC);

    // Some scripts write vowels as marks of the letter before.
    private static bool IsKept(Rune rune, StringBuilder before) =>
        Rune.IsLetter(rune)
        || Rune.IsDigit(rune)
        || (before.Length > 0 && before[^1] != '-' && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static string Cut(string words, string suffix)
    {
        var kept = new StringBuilder();
        var bytes = suffix.Length;
        foreach (var rune in words.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestInBytes || kept.Length + rune.Utf16SequenceLength + suffix.Length > Longest)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd('-') + suffix;
    }
}
