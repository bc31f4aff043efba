using System.Xml.Linq;
using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Book.Views;

namespace Authentik.Generator.Emit.Views;

/// <summary>Writes the list of an object: a line for each field, under the name of its property.</summary>
internal static class ListView
{
    /// <summary>The list of a resource.</summary>
    public static XElement Write(ResourceEntry resource, ServerVersion newest)
    {
        var list = Write(ListLayout.Of(resource), resource.FindNameProperty, newest);
        if (resource.HasKind)
        {
            list.Descendants("ListItem").First().AddAfterSelf(new XElement("ListItem", new XElement("PropertyName", ColumnEntry.Kind)));
        }

        return list;
    }

    /// <summary>The list of a nested object; null if it has the lines that PowerShell shows without one.</summary>
    public static XElement? Find(ShapeEntry shape, ServerVersion newest)
    {
        var list = Write(ListLayout.Of(shape), _ => null, newest);
        var properties = list.Descendants("ListItem").Select(item => item.Elements().Count() == 1 ? item.Value : string.Empty);
        var all = shape.Fields.Where(field => field.IsRead).Select(field => field.Property);
        return !properties.Any() || properties.Order().SequenceEqual(all.Order()) ? null : list;
    }

    private static XElement Write(ListLayout layout, Func<FieldEntry, string?> findName, ServerVersion newest)
    {
        var items = layout.Fields.Select(field => Item(field, layout.FindDetails(field), findName, newest));
        return new XElement("ListControl", new XElement("ListEntries", new XElement("ListEntry", new XElement("ListItems", items))));
    }

    private static XElement Item(FieldEntry field, FieldEntry? details, Func<FieldEntry, string?> findName, ServerVersion newest)
    {
        var script = Script(field, details, findName);
        var shown = script is null ? details ?? field : field;
        return new XElement(
            "ListItem",
            IsGone(field, newest)
                ? new XElement("ItemSelectionCondition", new XElement("PropertyName", field.Property))
                : null,
            script is null && shown == field ? null : new XElement("Label", field.Property),
            script is null ? new XElement("PropertyName", shown.Property) : new XElement("ScriptBlock", script));
    }

    // Newer servers don't have it, so its line would be empty.
    private static bool IsGone(FieldEntry field, ServerVersion newest) =>
        field.Type.Kind != FieldType.Boolean && !field.Readable.Contains(newest);

    // Names are shown in place of ids. Only a list of them can be missing while there are ids, because it wasn't requested. The comma
    // keeps PowerShell from taking a list with one name apart.
    private static string? Script(FieldEntry field, FieldEntry? details, Func<FieldEntry, string?> findName) =>
        (field.Type.Kind, details) switch
    {
        (_, null) when findName(field) is { } name => $"$_.{name} ?? $_.{field.Property}",
        (_, { Type: { IsNullable: true, IsList: true } }) => $",($_.{details.Property} ?? $_.{field.Property})",
        (FieldType.Date, _) when !field.Type.IsList => ShownDate.Script(field.Property),
        (FieldType.Json, _) => $"[Authentik.Commands.JsonView]::Show($_.{field.Property})",
        _ => null,
    };
}

/// <summary>A point in time, in the reader's own time.</summary>
internal static class ShownDate
{
    /// <summary>The script that shows the date of a property.</summary>
    public static string Script(string property) =>
        $"if ($null -ne $_.{property}) {{ $_.{property}.LocalDateTime.ToString('{ColumnEntry.DateForm}') }}";
}
