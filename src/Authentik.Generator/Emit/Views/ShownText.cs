using Authentik.Generator.Book;
using Authentik.Generator.Emit.Models;

namespace Authentik.Generator.Emit.Views;

/// <summary>Whatever can contain text from the server. The views show its control characters as signs.</summary>
internal static class ShownText
{
    /// <summary>The script in the place of a secret.</summary>
    public const string MaskScript = "'***'";

    /// <summary>The script that shows a field; null if its values contain no text, such as a number.</summary>
    public static string? Script(FieldEntry field) =>
        field.Marks.Secret ? MaskScript
        : ClrType.IsStruct(field) ? null
        : field.Type.IsList ? ListScript($"$_.{field.Property}")
        : Script($"$_.{field.Property}");

    /// <summary>The script that shows one value.</summary>
    public static string Script(string expression) => $"[Authentik.Commands.ShownValue]::Show({expression})";

    /// <summary>The script that shows a list. The comma keeps PowerShell from taking one with a single value apart.</summary>
    public static string ListScript(string expression) => $",{Script(expression)}";
}
