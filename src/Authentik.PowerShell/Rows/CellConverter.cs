using System.Security;
using System.Text.Json;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>
/// Converts the cell of a row to the value of a field. In a file, a list is one string, and so it is in every row: values with semicolons
/// between them, or a JSON array.
/// </summary>
/// <param name="resource">The resource of the objects.</param>
internal sealed partial class CellConverter(Resource resource)
{
    private readonly ReferenceClaims claims = new(resource);

    /// <summary>Converts a cell that isn't empty.</summary>
    /// <exception cref="InputException">The cell can't be converted.</exception>
    public object? Convert(Field field, string column, object cell, Row row)
    {
        if (cell is string text && IsTypeName(text))
        {
            var shown = field.IsSecret || text[0] == '@' ? "@{...}" : text;
            throw Refuse(
                $"Column {column} contains the type name '{shown}', which is all that Export-Csv writes of some lists and objects. "
                    + "Export the value as a string.",
                column);
        }

        try
        {
            return claims.AddTo(field, FieldConverter.Convert(field, ReadCell(field, cell, row)), row);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw Refuse($"Column {column}: {error.Message}", field.IsSecret ? column : cell);
        }
    }

    /// <summary>True for what Export-Csv writes of a SecureString.</summary>
    public static bool IsExportedSecret(object? cell) => cell as string == typeof(SecureString).FullName;

    /// <summary>True for what Export-Csv writes of some lists and objects: the name of their type.</summary>
    public static bool IsTypeName(string text) => TypeName().IsMatch(text);

    /// <summary>Reads the cell of a list: a JSON array, or values with semicolons between them.</summary>
    public static object ReadList(string text)
    {
        if (CellText.LooksLikeJson(text))
        {
            try
            {
                using var json = JsonDocument.Parse(text);
                return JsonFields.ReadAny(json.RootElement)!;
            }
            catch (JsonException)
            {
                // It only begins as JSON does.
            }
        }

        return CellText.Split(text);
    }

    private object ReadCell(Field field, object cell, Row row) => cell switch
    {
        string text when field.IsList => ReadList(text),
        string text when IsNumberOfObject(field, text) => ReadNumber(field, text, row),
        _ => cell,
    };

    private static bool IsNumberOfObject(Field field, string text) =>
        field.RefersTo is { } noun && Resources.Book[noun].IdType == FieldType.Integer && text.All(char.IsAsciiDigit);

    // A number in a cell is a name, but an object writes ids, and beside them objects or names if it has them.
    private object ReadNumber(Field field, string text, Row row)
    {
        var isId = claims.HasName(field, row) || (!claims.HasDetails(field) && row.IsWhole(resource));
        return isId ? Resources.Book[field.RefersTo!].MakeIdentity(text, isId: true) : text;
    }

    private static InputException Refuse(string problem, object target) =>
        new(InputProblem.InvalidValue, $"{problem} The row wasn't sent.", target);

    [GeneratedRegex(@"^(@\{.*\}|(System|Authentik)\.[A-Za-z.]+(`\d.*)?(\[\])?)$")]
    private static partial Regex TypeName();
}
