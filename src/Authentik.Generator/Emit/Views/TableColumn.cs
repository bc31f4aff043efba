using System.Globalization;
using System.Xml.Linq;
using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Views;

/// <summary>One column of a table. Points in time are shown in the reader's own time, states as words, numbers to the right.</summary>
internal sealed class TableColumn(ColumnEntry column, IReadOnlyList<FieldEntry> fields)
{
    private const string DateForm = "yyyy-MM-dd HH:mm";
    private const int NumberWidth = 6;

    private readonly FieldKind kind = fields.First(field => field.Property == column.Property).Type.Kind;

    /// <summary>Its header.</summary>
    public XElement Header() => new(
        "TableColumnHeader",
        column.Label == column.Property && Script() is null ? null : new XElement("Label", column.Label),
        Width() is { } width ? new XElement("Width", width.ToString(CultureInfo.InvariantCulture)) : null,
        IsNumber ? new XElement("Alignment", "Right") : null);

    /// <summary>Its place in a row.</summary>
    public XElement Item() => new(
        "TableColumnItem",
        Script() is { } script ? new XElement("ScriptBlock", script) : new XElement("PropertyName", column.Property));

    private bool IsNumber => kind is FieldKind.Integer or FieldKind.Number && column.Part is null;

    private string? Script() => (kind, column.Part) switch
    {
        (_, { } part) => $"$_.{column.Property}.{part}",
        (FieldKind.Date, _) => $"if ($null -ne $_.{column.Property}) {{ $_.{column.Property}.LocalDateTime.ToString('{DateForm}') }}",
        (FieldKind.Boolean, _) => $"if ($null -ne $_.{column.Property}) {{ $_.{column.Property} ? 'yes' : 'no' }}",
        _ => null,
    };

    private int? Width() => column.Width ?? kind switch
    {
        FieldKind.Date when column.Part is null => DateForm.Length,
        FieldKind.Boolean => Math.Max(3, column.Label.Length),
        _ when IsNumber => Math.Max(NumberWidth, column.Label.Length),
        _ => null,
    };
}
