using System.Globalization;
using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Views;

/// <summary>
/// Writes how PowerShell shows objects: a table of the columns the book names, and a list of everything else where PowerShell's own
/// would show secrets, or a kind's fields before those of its family. It reads all of this at each import, so there is no more.
/// </summary>
internal static class ViewsOutput
{
    public const string FileName = "Authentik.Generated.format.ps1xml";

    // These fields tell kinds apart for programs. People read the kind in words in another field.
    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        "component", "verbose_name_plural", "meta_model_name",
    };

    // More columns than these are a list of their own.
    private const int ColumnsOfShape = 5;

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

    // Nested objects show their first plain values, unless the book has columns for them.
    private static IReadOnlyList<ColumnEntry> Columns(ShapeEntry shape) => shape.View.Count > 0
        ? shape.View
        : [.. shape.Fields
            .Where(field => field is { IsRead: true, Marks.Secret: false, Type.IsList: false })
            .Where(field => field.Type.Kind is not (FieldType.Shape or FieldType.Json))
            .Take(ColumnsOfShape)
            .Select(field => new ColumnEntry(field.Place, field.Property, field.Property, Part: null, Width: null))];

    private static XElement Table(string type, IReadOnlyList<ColumnEntry> view, IReadOnlyList<FieldEntry> fields)
    {
        var columns = view.Select(column => new TableColumn(column, fields)).ToList();
        var row = new XElement("TableColumnItems", columns.Select(column => column.Item()));
        return View(type, new XElement(
            "TableControl",
            new XElement("TableHeaders", columns.Select(column => column.Header())),
            new XElement("TableRowEntries", new XElement("TableRowEntry", row))));
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

/// <summary>One column of a table. Points in time are shown in the reader's own time, states as words, numbers to the right.</summary>
internal sealed class TableColumn(ColumnEntry column, IReadOnlyList<FieldEntry> fields)
{
    private readonly FieldType kind = fields.First(field => field.Property == column.Property).Type.Kind;

    /// <summary>Its header.</summary>
    public XElement Header() => new(
        "TableColumnHeader",
        column.Label == column.Property && Script() is null ? null : new XElement("Label", column.Label),
        column.FindWidth(kind) is { } width ? new XElement("Width", width.ToString(CultureInfo.InvariantCulture)) : null,
        IsNumber ? new XElement("Alignment", "Right") : null);

    /// <summary>Its place in a row.</summary>
    public XElement Item() => new(
        "TableColumnItem",
        Script() is { } script ? new XElement("ScriptBlock", script) : new XElement("PropertyName", column.Property));

    private bool IsNumber => kind is FieldType.Integer or FieldType.Number && column.Part is null;

    private string? Script() => (kind, column.Part) switch
    {
        (_, { } part) => $"$_.{column.Property}.{part}",
        (FieldType.Date, _) =>
            $"if ($null -ne $_.{column.Property}) {{ $_.{column.Property}.LocalDateTime.ToString('{ColumnEntry.DateForm}') }}",
        (FieldType.Boolean, _) => $"if ($null -ne $_.{column.Property}) {{ $_.{column.Property} ? 'yes' : 'no' }}",
        _ => null,
    };
}
