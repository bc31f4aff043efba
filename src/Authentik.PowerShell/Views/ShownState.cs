using System.Collections.Concurrent;
using System.Globalization;

namespace Authentik.Commands;

/// <summary>
/// Shows states as words: what is good, a warning or bad in the colors of the same names, and what rests dimmed. The views say which
/// values mean what, in pairs such as <c>no=bad</c>. PowerShell takes the colors out where they aren't wanted.
/// </summary>
public static class ShownState
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, string>> Known = new(StringComparer.Ordinal);

    /// <summary>A value in a table, where true and false are yes and no.</summary>
    public static object? Show(object? value, string meanings = "") => Unwrap.Base(value) switch
    {
        bool flag => Paint(FindWord(flag), FindMeaning(FindWord(flag), meanings)),
        var other => ShowOther(other, meanings),
    };

    /// <summary>A value in a list, where true and false are what scripts compare with.</summary>
    public static object? ShowWhole(object? value, string meanings = "") => Unwrap.Base(value) switch
    {
        bool flag => Paint(flag.ToString(), FindMeaning(FindWord(flag), meanings)),
        var other => ShowOther(other, meanings),
    };

    /// <summary>Words in the color of the value that they stand for.</summary>
    public static string ShowWords(string words, object? value, string meanings) =>
        Paint(VisibleText.Show(words), FindMeaning(Write(Unwrap.Base(value)), meanings));

    /// <summary>The text in the color of what its value means.</summary>
    internal static string Paint(string text, string? meaning) =>
        meaning is not null && TerminalColors.Find(meaning) is { Length: > 0 } color ? $"{color}{text}{TerminalColors.Reset}" : text;

    /// <summary>What a value means; null for nothing.</summary>
    internal static string? FindMeaning(string value, string meanings) =>
        meanings.Length == 0 ? null : Known.GetOrAdd(meanings, Read).GetValueOrDefault(value);

    private static string Write(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static string FindWord(bool flag) => flag ? "yes" : "no";

    private static object? ShowOther(object? value, string meanings)
    {
        var shown = ShownValue.Show(value);
        var meaning = FindMeaning(Write(value), meanings);
        return meaning is null || shown is null ? shown : Paint(Convert.ToString(shown, CultureInfo.CurrentCulture)!, meaning);
    }

    private static Dictionary<string, string> Read(string meanings) => meanings.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);
}
