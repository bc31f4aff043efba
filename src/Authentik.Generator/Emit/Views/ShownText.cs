using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Models;

namespace Authentik.Generator.Emit.Views;

/// <summary>Whatever can contain text from the server. The views show its control characters as signs.</summary>
internal static class ShownText
{
    /// <summary>The script in the place of a secret.</summary>
    public const string MaskScript = "'***'";

    /// <summary>The script that shows a field in one line; null if its values contain no text, such as a number.</summary>
    public static string? Script(FieldEntry field) =>
        field.Marks.Secret ? MaskScript
        : ClrType.IsStruct(field) ? null
        : Script($"$_.{field.Property}");

    /// <summary>The script that shows one value.</summary>
    public static string Script(string expression) => $"[Authentik.Commands.ShownValue]::Show({expression})";

    /// <summary>The script that shows as much of a list as there is room for.</summary>
    public static string ListScript(string expression, int width) => $"[Authentik.Commands.ShownList]::Show({expression},{width})";

    /// <summary>The script that shows as many items of a list as the reader wants to see.</summary>
    public static string ListScript(string expression) =>
        $"[Authentik.Commands.ShownList]::ShowItems({expression},$FormatEnumerationLimit)";

    /// <summary>The script that shows a state in a table, in a color if it has a meaning; null for other fields.</summary>
    public static string? FindState(FieldEntry field, string? owner = null) =>
        field is { Type.IsList: false, Type.Kind: not FieldType.Date } && (field.State is not null || field.Type.Kind == FieldType.Boolean)
            ? Call("Show", owner is null ? field.Property : $"{owner}.{field.Property}", field)
            : null;

    /// <summary>The script that shows a state in a list; null for fields whose values have no meanings.</summary>
    public static string? FindListedState(FieldEntry field) =>
        field is { Type.IsList: false, Type.Kind: not FieldType.Date, State: not null } ? Call("ShowWhole", field.Property, field) : null;

    /// <summary>The argument with the meanings of the values; nothing if they have none.</summary>
    public static string Meanings(FieldEntry field) =>
        field.State is { Argument.Length: > 0 } state ? $",'{state.Argument}'" : string.Empty;

    private static string Call(string method, string property, FieldEntry field) =>
        $"[Authentik.Commands.ShownState]::{method}($_.{property}{Meanings(field)})";
}

/// <summary>A point in time, in the reader's own time.</summary>
internal static class ShownDate
{
    /// <summary>The script that shows a date in a table: near ones as the time that is left or has passed, where that helps.</summary>
    public static string Script(FieldEntry field, IReadOnlyList<FieldEntry> fields) => field.State is null
        ? Call("Show", field, string.Empty)
        : FindSwitch(field, fields) is { } expiring
            ? Call("ShowEnd", field, $",$_.{expiring.Property}{ShownText.Meanings(field)}")
            : Call("ShowRelative", field, ShownText.Meanings(field));

    /// <summary>The script that shows it in a list, which has room for the date, too.</summary>
    public static string ListScript(FieldEntry field) =>
        Call(field.State is null ? "Show" : "ShowBoth", field, field.State is null ? string.Empty : ShownText.Meanings(field));

    // authentik keeps the date of what doesn't expire.
    private static FieldEntry? FindSwitch(FieldEntry field, IReadOnlyList<FieldEntry> fields) =>
        field.Name == "expires" ? fields.FirstOrDefault(one => one is { Name: "expiring", IsRead: true }) : null;

    private static string Call(string method, FieldEntry field, string arguments) =>
        $"[Authentik.Commands.ShownDate]::{method}($_.{field.Property}{arguments})";
}
