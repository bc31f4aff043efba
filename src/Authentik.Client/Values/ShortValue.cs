using System.Collections;
using System.Globalization;
using Authentik.Book;

namespace Authentik.Values;

/// <summary>
/// A value in a question or a preview, if it's short: <c>Name 'wiki'</c>. Secrets, code and JSON are only named, and long lists counted.
/// </summary>
internal static class ShortValue
{
    private const int Longest = 60;
    private const int MostItems = 3;

    /// <summary>The parameter with its value.</summary>
    public static string Describe(Field field, object? value)
    {
        var name = field.Parameter ?? field.Name;
        return field.IsSecret || Write(value) is not { Length: > 0 and <= Longest } text ? name : $"{name} {text}";
    }

    private static string? Write(object? value) => value switch
    {
        null => "null",
        string text => text.Contains('\n', StringComparison.Ordinal) ? null : $"'{text}'",
        bool isTrue => isTrue ? "true" : "false",
        Identity one => $"'{one}'",
        DateTimeOffset date => date.ToString("u", CultureInfo.InvariantCulture),
        Duration or Uri => $"'{value}'",
        AuthentikObject part => part.ToString() is var text && text != part.GetType().Name ? $"'{text}'" : null,
        IDictionary or Delegate => null,
        IEnumerable list => WriteList([.. list.Cast<object?>()]),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? WriteList(object?[] items)
    {
        var texts = items.Select(Write).ToArray();
        return items.Length == 0 ? "none"
            : texts.Contains(null) ? null
            : items.Length > MostItems ? $"({items.Length})"
            : string.Join(" and ", texts);
    }
}
