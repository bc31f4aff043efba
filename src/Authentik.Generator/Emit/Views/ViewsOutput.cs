using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;

namespace Authentik.Generator.Emit.Views;

/// <summary>Writes how PowerShell shows objects: a table of the columns the book names, and a list of everything else.</summary>
internal static class ViewsOutput
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "Authentik.Generated.format.ps1xml";

    // What tells kinds of objects apart for programs says nothing to people, in lists that have the kind in words as well.
    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        "component", "verbose_name_plural", "meta_model_name",
    };

    /// <summary>Writes it.</summary>
    public static void Write(BookEntry book, OutputFolder folder)
    {
        var views = book.Resources.Where(resource => resource.View.Count > 0)
            .SelectMany(resource => new[] { Table(resource), List(resource) });
        var root = new XElement("Configuration", new XElement("ViewDefinitions", views));
        folder.Write(FileName, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n".ReplaceLineEndings("\n"));
    }

    private static XElement Table(ResourceEntry resource)
    {
        var columns = resource.View.Select(column => new TableColumn(column, resource)).ToList();
        return View(resource, new XElement(
            "TableControl",
            new XElement("TableHeaders", columns.Select(column => column.Header())),
            new XElement("TableRowEntries", new XElement("TableRowEntry", new XElement("TableColumnItems", columns.Select(column => column.Item()))))));
    }

    private static XElement List(ResourceEntry resource) => View(resource, new XElement(
        "ListControl",
        new XElement("ListEntries", new XElement("ListEntry", new XElement("ListItems", Shown(resource).Select(ListItem))))));

    private static IEnumerable<FieldEntry> Shown(ResourceEntry resource) =>
        resource.Fields.Where(field => field.IsRead && !field.Marks.Secret && !Noise.Contains(field.Name));

    private static XElement ListItem(FieldEntry field) => new("ListItem", new XElement("PropertyName", field.Property));

    private static XElement View(ResourceEntry resource, XElement control) => new(
        "View",
        new XElement("Name", $"Authentik.{resource.Noun}"),
        new XElement("ViewSelectedBy", new XElement("TypeName", $"Authentik.{resource.Noun}")),
        control);
}
