using System.Collections;
using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>
/// Shows the values of objects in the module's views. People choose their own names, so what controls the terminal or can't be seen is
/// shown as signs. The properties have the values as they are.
/// </summary>
public static class ShownValue
{
    // By which PowerShell knows what has no name.
    private static readonly string[] NameEndings = ["name", "key", "id"];

    /// <summary>A value in one line; a list as a list, which PowerShell shortens.</summary>
    public static object? Show(object? value) => value switch
    {
        null => null,
        string text => VisibleText.Show(text),
        PSObject wrapped => Show(wrapped.BaseObject is PSCustomObject ? wrapped.ToString() : wrapped.BaseObject),
        IDictionary map => JsonView.Show(map),
        Uri => VisibleText.Show(value.ToString()!),
        IEnumerable list => list.Cast<object?>().Select(ShowItem).ToArray(),
        bool or IFormattable => value,
        _ => VisibleText.Show(value.ToString() ?? string.Empty),
    };

    /// <summary>A script, or another text of several lines.</summary>
    public static string? ShowLines(string? text) => text is null ? null : VisibleText.ShowLines(text);

    /// <summary>What an object is known by.</summary>
    public static string ShowName(object? value)
    {
        var shown = Unwrap.Base(value);
        return VisibleText.Show((shown is AuthentikObject one ? FindName(one) : shown switch
        {
            UsedBy used => used.Name,
            Session session => session.Name,
            _ => shown?.ToString(),
        }) ?? string.Empty);
    }

    private static object? ShowItem(object? item) => item is AuthentikObject ? ShowName(item) : Show(item);

    private static string? FindName(AuthentikObject one)
    {
        var text = one.ToString();
        return text != one.GetType().Name ? text : NameEndings
            .SelectMany(ending => one.Present.Where(field => field.EndsWith(ending, StringComparison.Ordinal)))
            .Select(field => one.ValueOf(field)?.ToString())
            .FirstOrDefault(found => found is not null) ?? text;
    }
}
