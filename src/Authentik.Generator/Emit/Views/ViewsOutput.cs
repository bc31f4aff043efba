using System.Globalization;
using System.Xml.Linq;
using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Views;

/// <summary>
/// Writes how PowerShell shows objects: a table of the columns the book names, and a list of what people read. It reads all of this at each
/// import, so there is no more.
/// </summary>
internal static class ViewsOutput
{
    public const string FileName = "Authentik.format.ps1xml";

    // More columns than these are a list of their own.
    private const int ColumnsOfShape = 5;

    /// <param name="book">The book.</param>
    /// <param name="handWritten">The folder of the views that are written by hand.</param>
    /// <param name="folder">The folder to write to.</param>
    public static void Write(BookEntry book, string handWritten, OutputFolder folder)
    {
        var views = book.Resources.Where(resource => resource.View.Count > 0)
            .SelectMany(resource => Views(resource, book.Newest))
            .Concat(book.Shapes.SelectMany(shape => Views(shape, book.Newest)));
        var root = new XElement("Configuration", new XElement("ViewDefinitions", HandWrittenViews.ReadViews(handWritten), views));

        // Without blanks between the elements: PowerShell reads the whole file at each import.
        folder.Write(FileName, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root.ToString(SaveOptions.DisableFormatting)}\n");
    }

    private static IEnumerable<XElement> Views(ResourceEntry resource, ServerVersion newest) =>
    [
        Table(resource.Noun, resource.View, resource.Fields, resource.FindNameProperty),
        View(resource.Noun, ListView.Write(resource, newest)),
    ];

    private static IEnumerable<XElement> Views(ShapeEntry shape, ServerVersion newest)
    {
        var table = Table(shape.Name, Columns(shape), shape.Fields, _ => null);
        var list = View(shape.Name, ListView.Write(shape, newest));

        // The first one is shown by default.
        return shape.View.Count > 0 || ListPlain(shape).Any() ? [table, list] : [list, table];
    }

    // Nested objects show their first plain values, unless the book has columns for them.
    private static IReadOnlyList<ColumnEntry> Columns(ShapeEntry shape) => shape.View.Count > 0
        ? shape.View
        : [.. (ListPlain(shape).Any() ? ListPlain(shape) : shape.Fields.Where(field => field.IsRead))
            .Take(ColumnsOfShape)
            .Select(field => new ColumnEntry(field.Place, field.Property, field.Property, Part: null, Width: null))];

    private static IEnumerable<FieldEntry> ListPlain(ShapeEntry shape) => shape.Fields
        .Where(field => field is { IsRead: true, Marks.Secret: false, Type.IsList: false })
        .Where(field => field.Type.Kind is not (FieldType.Shape or FieldType.Json));

    private static XElement Table(
        string type, IReadOnlyList<ColumnEntry> view, IReadOnlyList<FieldEntry> fields, Func<FieldEntry, string?> findName)
    {
        var columns = view.Select(column => new TableColumn(column, fields, findName)).ToList();
        var row = new XElement("TableColumnItems", columns.Select(column => column.Item()));
        return View(type, new XElement(
            "TableControl",
            new XElement("TableHeaders", columns.Select(column => column.Header())),
            new XElement("TableRowEntries", new XElement("TableRowEntry", row))));
    }

    private static XElement View(string type, XElement control) => new(
        "View",
        new XElement("Name", $"Authentik.{type}"),
        new XElement("ViewSelectedBy", new XElement("TypeName", $"Authentik.{type}")),
        control);
}

/// <summary>
/// One column of a table. Points in time are shown in the reader's own time, states as words, numbers to the right, and what refers to
/// an object by the object's name, if it's known.
/// </summary>
internal sealed class TableColumn(ColumnEntry column, IReadOnlyList<FieldEntry> fields, Func<FieldEntry, string?> findName)
{
    private readonly FieldEntry? source = fields.FirstOrDefault(field => field.Property == column.Property);

    // A column that isn't a field is computed text.
    private FieldType Kind => source?.Type.Kind ?? FieldType.Text;

    /// <summary>Its header.</summary>
    public XElement Header() => new(
        "TableColumnHeader",
        column.Label == column.Property && Script() is null ? null : new XElement("Label", FindNameProperty() ?? column.Label),
        column.FindWidth(Kind) is { } width ? new XElement("Width", width.ToString(CultureInfo.InvariantCulture)) : null,
        IsNumber ? new XElement("Alignment", "Right") : null);

    /// <summary>Its place in a row.</summary>
    public XElement Item() => new(
        "TableColumnItem",
        Script() is { } script ? new XElement("ScriptBlock", script) : new XElement("PropertyName", column.Property));

    // People filter by what a header says, so names have the header of the property that contains them.
    private string? FindNameProperty() => fields.FirstOrDefault(field => field.Property == column.Label) is { } field
        && (column.Part is not null || column.Label == column.Property)
            ? findName(field)
            : null;

    private bool IsNumber => Kind is FieldType.Integer or FieldType.Number && column.Part is null;

    private string? Script() => (Kind, column.Part) switch
    {
        (_, { } part) => ShownText.Script($"$_.{column.Property}.{part}"),
        _ when source is null => ShownText.Script($"$_.{column.Property}"),
        _ when findName(source) is { } name => ShownText.Script($"$_.{name} ?? $_.{column.Property}"),
        (FieldType.Date, _) => ShownDate.Script(column.Property),
        (FieldType.Boolean, _) => $"if ($null -ne $_.{column.Property}) {{ $_.{column.Property} ? 'yes' : 'no' }}",
        _ => ShownText.Script(source),
    };
}
