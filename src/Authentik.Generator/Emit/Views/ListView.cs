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
            list.Descendants("ListItem").Take(Math.Max(1, resource.Names.Count)).Last().AddAfterSelf(new XElement(
                "ListItem",
                new XElement("Label", ColumnEntry.Kind),
                new XElement("ScriptBlock", ShownText.Script($"$_.{ColumnEntry.Kind}"))));
        }

        return list;
    }

    /// <summary>The list of a nested object. One that only has secrets shows that it has them.</summary>
    public static XElement Write(ShapeEntry shape, ServerVersion newest)
    {
        var list = Write(ListLayout.Of(shape), _ => null, newest);
        if (!list.Descendants("ListItem").Any())
        {
            list.Descendants("ListItems").Single().Add(shape.Fields.Where(field => field.IsRead).Select(field => new XElement(
                "ListItem", new XElement("Label", field.Property), new XElement("ScriptBlock", ShownText.MaskScript))));
        }

        return list;
    }

    private static XElement Write(ListLayout layout, Func<FieldEntry, string?> findName, ServerVersion newest)
    {
        var items = layout.Fields.Select(field => Item(field, layout, findName, newest));
        return new XElement("ListControl", new XElement("ListEntries", new XElement("ListEntry", new XElement("ListItems", items))));
    }

    private static XElement Item(FieldEntry field, ListLayout layout, Func<FieldEntry, string?> findName, ServerVersion newest)
    {
        var script = Script(field, layout.FindDetails(field), findName);
        return new XElement(
            "ListItem",
            !layout.IsAlwaysShown(field) && (CanBeEmpty(field) || IsGone(field, newest))
                ? new XElement("ItemSelectionCondition", new XElement("PropertyName", field.Property))
                : null,
            script is null ? null : new XElement("Label", field.Property),
            new XElement(script is null ? "PropertyName" : "ScriptBlock", script ?? field.Property));
    }

    // False and 0 are values, but PowerShell takes them for empty.
    private static bool CanBeEmpty(FieldEntry field) =>
        field.Type.IsList || (field.Type.Kind is not (FieldType.Boolean or FieldType.Integer or FieldType.Number)
            && (field.Type.IsNullable || field.Type.Kind is FieldType.Text or FieldType.Shape || field.Readable != VersionRange.All));

    // Newer servers don't have it, so its line would be empty.
    private static bool IsGone(FieldEntry field, ServerVersion newest) =>
        field.Type.Kind != FieldType.Boolean && !field.Readable.Contains(newest);

    // Names are shown in place of ids. Only a list of them can be missing while there are ids, because it wasn't requested.
    private static string? Script(FieldEntry field, FieldEntry? details, Func<FieldEntry, string?> findName) =>
        (field.Type.Kind, details) switch
    {
        (_, null) when findName(field) is { } name => ShownText.Script($"$_.{name} ?? $_.{field.Property}"),
        (_, { Type: { IsNullable: true, IsList: true } }) => ShownText.ListScript($"$_.{details.Property} ?? $_.{field.Property}"),
        (_, { Type.IsList: true } named) => ShownText.ListScript($"$_.{named.Property}"),
        (_, { } named) => ShownText.Script(named),
        (FieldType.Date, _) when !field.Type.IsList => ShownDate.ListScript(field),
        (FieldType.Json, _) => $"[Authentik.Commands.JsonView]::Show($_.{field.Property})",
        _ when ListLayout.IsLongText(field) => $"[Authentik.Commands.ShownValue]::ShowLines($_.{field.Property})",
        _ when ShownText.FindListedState(field) is { } state => state,
        _ when field is { Type.IsList: true, Marks.Secret: false } => ShownText.ListScript($"$_.{field.Property}"),
        _ => ShownText.Script(field),
    };
}
