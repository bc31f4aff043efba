using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Shows lists: the first items, and how many there are besides.</summary>
public static class ShownList
{
    private const string Separator = ", ";

    /// <summary>As many items as there is room for, but at least one.</summary>
    public static string? Show(object? list, int width)
    {
        if (ReadItems(list) is not { } items)
        {
            return null;
        }

        var (count, length) = (0, 0);
        while (count < items.Count)
        {
            length += items[count].Length + (count == 0 ? 0 : Separator.Length);
            if (count > 0 && length + Rest(items.Count - count - 1).Length > width)
            {
                break;
            }

            count++;
        }

        return Join(items, count, width);
    }

    /// <summary>As many items as <c>$FormatEnumerationLimit</c> says; below zero, all.</summary>
    public static string? ShowItems(object? list, object? limit) => ReadItems(list) is not { } items ? null
        : LanguagePrimitives.TryConvertTo<int>(limit, out var count) && count >= 0 ? Join(items, Math.Min(count, items.Count))
        : Join(items, items.Count);

    private static string Join(List<string> items, int count, int width = int.MaxValue)
    {
        var rest = Rest(items.Count - count);
        var text = string.Join(Separator, items.Take(count));

        // PowerShell would cut the count.
        var room = Math.Max(1, width - rest.Length);
        return count == 0 ? rest.TrimStart(',', ' ')
            : rest.Length > 0 && text.Length > room ? string.Concat(text.AsSpan(0, room - 1), "…", rest)
            : text + rest;
    }

    private static string Rest(int count) =>
        count == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{Separator}+{count}");

    private static List<string>? ReadItems(object? list) => Unwrap.Base(list) switch
    {
        null => null,
        string or IDictionary => [ShowItem(list)],
        IEnumerable items => [.. items.Cast<object?>().Select(ShowItem)],
        var one => [ShowItem(one)],
    };

    private static string ShowItem(object? item) => Unwrap.Base(item) is AuthentikObject one
        ? ShownValue.ShowName(one)
        : Convert.ToString(ShownValue.Show(item), CultureInfo.CurrentCulture) ?? string.Empty;
}
