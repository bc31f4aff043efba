using System.Globalization;

namespace Authentik;

/// <summary>
/// The text of lists in a cell of a CSV file: values joined by semicolons, or a JSON array where that would not be read as the same list.
/// </summary>
internal static class CellText
{
    private const char Separator = ';';

    /// <summary>The text of a list of values.</summary>
    public static string Write<T>(IReadOnlyList<T> list) =>
        (list.All(IsText) ? JoinNames([.. list.Select(Describe)]) : null) ?? JsonText.Write(list);

    /// <summary>The text of a list of ids. A number alone would be read as a name.</summary>
    public static string WriteIds<T>(IReadOnlyList<T> ids) => typeof(T) == typeof(int) && ids.Count > 0 ? JsonText.Write(ids) : Write(ids);

    /// <summary>The strings joined; null if they can't be told apart again.</summary>
    public static string? JoinNames(IReadOnlyList<string>? names) =>
        names?.All(IsPlain) == true ? string.Join(Separator, names) : null;

    /// <summary>The values of a cell. Blanks around them, and empty ones, aren't values.</summary>
    public static IReadOnlyList<string> Split(string text) =>
        text.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>True for text that is read as a JSON array if it is one.</summary>
    public static bool LooksLikeJson(string text) => text.AsSpan().TrimStart().StartsWith("[");

    private static bool IsPlain(string text) =>
        text.Length > 0 && !text.Contains(Separator, StringComparison.Ordinal) && text.Trim().Length == text.Length && !LooksLikeJson(text);

    // Free-form JSON, and a nested object that says more than its text does, have no other text.
    private static bool IsText<T>(T value) => value is AuthentikObject nested ? nested.IsItsText : typeof(T) != typeof(object);

    private static string Describe<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
