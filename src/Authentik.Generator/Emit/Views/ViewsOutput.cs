using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;

namespace Authentik.Generator.Emit.Views;

/// <summary>
/// Writes how PowerShell shows objects: a table of the columns the book names, and a list of everything else where PowerShell's own
/// would show secrets, or a kind's fields before those of its family. It reads all of this at each import, so there is no more.
/// </summary>
internal static class ViewsOutput
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "Authentik.Generated.format.ps1xml";

    // What tells kinds of objects apart for programs says nothing to people, in lists that have the kind in words as well.
    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        "component", "verbose_name_plural", "meta_model_name",
    };

    // More columns than these are a list of their own.
    private const int ColumnsOfShape = 5;

    /// <summary>Writes it.</summary>
    public static void Write(BookEntry book, OutputFolder folder)
    {
        var views = book.Resources.Where(resource => resource.View.Count > 0)
            .SelectMany(Views)
            .Concat(book.Shapes.Select(shape => (Shape: shape, Columns: Columns(shape))).Where(view => view.Columns.Count > 0)
                .Select(view => Table(view.Shape.Name, view.Columns, view.Shape.Fields)));
        var root = new XElement("Configuration", new XElement("ViewDefinitions", views));

        // Without blanks between the elements: PowerShell reads the whole file at each import.
        folder.Write(FileName, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root.ToString(SaveOptions.DisableFormatting)}\n");
    }

    private static IEnumerable<XElement> Views(ResourceEntry resource)
    {
        yield return Table(resource.Noun, resource.View, resource.Fields);
        if (resource.Family is not null || resource.Fields.Any(field => field is { IsRead: true, Marks.Secret: true }))
        {
            yield return List(resource);
        }
    }

    // Nested objects show their first plain values; nobody looks for one of them, so nobody chose its columns.
    private static List<ColumnEntry> Columns(ShapeEntry shape) =>
        [.. shape.Fields
            .Where(field => field is { IsRead: true, Marks.Secret: false, Type: { IsList: false, Kind: not (FieldKind.Shape or FieldKind.Json) } })
            .Take(ColumnsOfShape)
            .Select(field => new ColumnEntry(field.Place, field.Property, field.Property, Part: null, Width: null))];

    private static XElement Table(string type, IReadOnlyList<ColumnEntry> view, IReadOnlyList<FieldEntry> fields)
    {
        var columns = view.Select(column => new TableColumn(column, fields)).ToList();
        return View(type, new XElement(
            "TableControl",
            new XElement("TableHeaders", columns.Select(column => column.Header())),
            new XElement("TableRowEntries", new XElement("TableRowEntry", new XElement("TableColumnItems", columns.Select(column => column.Item()))))));
    }

    private static XElement List(ResourceEntry resource) => View(resource.Noun, new XElement(
        "ListControl",
        new XElement("ListEntries", new XElement("ListEntry", new XElement("ListItems", Shown(resource).Select(ListItem))))));

    private static IEnumerable<FieldEntry> Shown(ResourceEntry resource) =>
        resource.Fields.Where(field => field.IsRead && !field.Marks.Secret && !Noise.Contains(field.Name));

    private static XElement ListItem(FieldEntry field) => new("ListItem", new XElement("PropertyName", field.Property));

    private static XElement View(string type, XElement control) => new(
        "View",
        new XElement("Name", $"Authentik.{type}"),
        new XElement("ViewSelectedBy", new XElement("TypeName", $"Authentik.{type}")),
        control);
}
