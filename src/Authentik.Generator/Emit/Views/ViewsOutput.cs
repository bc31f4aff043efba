using System.Xml.Linq;
using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Book.Views;
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
        var types = book.Resources.Where(resource => resource.View.Count > 0)
            .Select(resource => (Type: resource.Noun, Controls: Controls(resource, book.Newest)))
            .Concat(book.Shapes.Select(shape => (Type: shape.Name, Controls: Controls(shape, book.Newest))));
        var views = types
            .GroupBy(type => string.Concat(type.Controls.SelectMany(view => view).Select(part => part.ToString())), type => type)
            .SelectMany(same => Views([.. same.Select(one => one.Type)], same.First().Controls));
        var root = new XElement("Configuration", new XElement("ViewDefinitions", HandWrittenViews.ReadViews(handWritten), views));

        // Without blanks between the elements: PowerShell reads the whole file at each import.
        folder.Write(FileName, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root.ToString(SaveOptions.DisableFormatting)}\n");
    }

    // Types whose objects look the same have one view.
    private static IEnumerable<XElement> Views(IReadOnlyList<string> types, IReadOnlyList<XElement[]> controls) =>
        controls.Select(control => new XElement(
            "View",
            new XElement("Name", $"Authentik.{types[0]}"),
            new XElement("ViewSelectedBy", types.Select(type => new XElement("TypeName", $"Authentik.{type}"))),
            control));

    private static IReadOnlyList<XElement[]> Controls(ResourceEntry resource, ServerVersion newest) =>
    [
        Table(resource.View, resource.Fields, resource.FindNameProperty, resource.Group),
        [ListView.Write(resource, newest)],
    ];

    private static IReadOnlyList<XElement[]> Controls(ShapeEntry shape, ServerVersion newest)
    {
        var table = Table(Columns(shape), shape.Fields, _ => null, isSized: shape.View.Count > 0);
        XElement[] list = [ListView.Write(shape, newest)];

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

    private static XElement[] Table(
        IReadOnlyList<ColumnEntry> view,
        IReadOnlyList<FieldEntry> fields,
        Func<FieldEntry, string?> findName,
        ColumnEntry? group = null,
        bool isSized = true)
    {
        // Of nested objects there are few, so PowerShell measures them.
        var widths = isSized ? TableLayout.Of(view, fields).Widths : view.Select(_ => (int?)null);
        var columns = view.Zip(widths, (column, width) => new TableColumn(column, width, fields, findName)).ToList();
        var row = new XElement("TableColumnItems", columns.Select(column => column.Item()));
        var table = new XElement(
            "TableControl",
            new XElement("TableHeaders", columns.Select(column => column.Header())),
            new XElement("TableRowEntries", new XElement("TableRowEntry", row)));
        return group is null ? [table] : [new TableColumn(group, width: null, fields, findName).Group(), table];
    }
}
