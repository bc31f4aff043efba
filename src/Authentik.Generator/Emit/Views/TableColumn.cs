using System.Globalization;
using System.Xml.Linq;
using Authentik.Book;
using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Views;

/// <summary>
/// One column of a table. Points in time are shown in the reader's own time, states as words with colors, numbers to the right, lists with
/// the number of items that have no room, and what refers to an object by the object's name, if it's known.
/// </summary>
internal sealed class TableColumn(
    ColumnEntry column, int? width, IReadOnlyList<FieldEntry> fields, Func<FieldEntry, string?> findName)
{
    // The last column of a table takes the room that is left.
    private const int ListWidth = 40;

    private readonly FieldEntry? source = fields.FirstOrDefault(field => field.Property == column.Property);

    // A column that isn't a field is computed text.
    private FieldType Kind => source?.Type.Kind ?? FieldType.Text;

    /// <summary>Its header.</summary>
    public XElement Header() => new(
        "TableColumnHeader",
        column.Label == column.Property && Script() is null ? null : new XElement("Label", Label),
        width is { } shown ? new XElement("Width", shown.ToString(CultureInfo.InvariantCulture)) : null,
        IsNumber ? new XElement("Alignment", "Right") : null);

    /// <summary>Its place in a row.</summary>
    public XElement Item() => new(
        "TableColumnItem",
        Script() is { } script ? new XElement("ScriptBlock", script) : new XElement("PropertyName", column.Property));

    /// <summary>The line above the objects that have the same value.</summary>
    public XElement Group() => new(
        "GroupBy",
        Script() is { } script ? new XElement("ScriptBlock", script) : new XElement("PropertyName", column.Property),
        new XElement("Label", column.Label));

    private string Label => FindNameProperty() ?? column.Label;

    // People filter by what a header says, so names have the header of the property that contains them.
    private string? FindNameProperty() => fields.FirstOrDefault(field => field.Property == column.Label) is { } field
        && (column.Part is not null || column.Label == column.Property)
            ? findName(field)
            : null;

    // A part of a part isn't looked for.
    private FieldEntry? FindPart(string part) => (source?.Type.Shape?.Fields ?? source?.Type.Resource?.Fields)
        ?.FirstOrDefault(field => field.IsRead && field.Property == part);

    // The names are in the field with the details, unless they weren't requested.
    private string FindItems(FieldEntry list) =>
        fields.FirstOrDefault(one => one is { IsRead: true, Type.IsList: true } && one.Name == list.DetailsName) is { } details
            ? $"$_.{details.Property} ?? $_.{list.Property}"
            : $"$_.{list.Property}";

    private bool IsNumber => Kind is FieldType.Integer or FieldType.Number && column.Part is null && source is { Type.IsList: false };

    private string? Script() => (Kind, column.Part) switch
    {
        (_, { } part) when FindPart(part) is { } field && ShownText.FindState(field, column.Property) is { } state => state,
        (_, { } part) => ShownText.Script($"$_.{column.Property}.{part}"),
        _ when source is null => ShownText.Script($"$_.{column.Property}"),
        _ when findName(source) is { } name => ShownText.Script($"$_.{name} ?? $_.{column.Property}"),
        (FieldType.Date, _) when !source.Type.IsList => ShownDate.Script(source, fields),
        _ when ShownText.FindState(source) is { } state => state,
        _ when source is { Type.IsList: true, Marks.Secret: false } => ShownText.ListScript(FindItems(source), width ?? ListWidth),
        _ => ShownText.Script(source),
    };
}
