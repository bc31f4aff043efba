using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Views;

/// <summary>
/// Writes which properties of an object go into a file or out of a job: all but its secrets. Outside of Windows PowerShell writes
/// a SecureString in a form that anybody can read.
/// </summary>
internal static class SerializationOutput
{
    public const string FileName = "Authentik.Generated.types.ps1xml";

    public static void Write(BookEntry book, OutputFolder folder)
    {
        var types = book.Resources.Select(resource => (Name: resource.Noun, resource.Fields, Computed: ListComputed(resource)))
            .Concat(book.Shapes.Select(shape => (shape.Name, shape.Fields, Computed: Enumerable.Empty<string>())))
            .Where(type => type.Fields.Any(IsReadSecret))
            .Select(type => Type(type.Name, type.Fields, type.Computed));
        folder.Write(FileName, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement("Types", types)}\n".ReplaceLineEndings("\n"));
    }

    private static bool IsReadSecret(FieldEntry field) => field.IsRead && field.Marks.Secret;

    private static IEnumerable<string> ListComputed(ResourceEntry resource)
    {
        var names = resource.Fields.Select(resource.FindNameProperty).OfType<string>();
        return resource.HasKind ? names.Prepend(ColumnEntry.Kind) : names;
    }

    private static XElement Type(string name, IEnumerable<FieldEntry> fields, IEnumerable<string> computed)
    {
        var kept = fields.Where(field => field.IsRead && !field.Marks.Secret).Select(field => field.Property)
            .Concat(computed)
            .Select(property => new XElement("Name", property)).ToList();
        return new XElement(
            "Type",
            new XElement("Name", $"Authentik.{name}"),
            new XElement("Members", new XElement(
                "MemberSet",
                new XElement("Name", "PSStandardMembers"),
                new XElement("Members", kept.Count == 0 ? [Note("SerializationMethod", "String")] : Some(kept)))));
    }

    private static XElement[] Some(IEnumerable<XElement> kept) =>
    [
        Note("SerializationMethod", "SpecificProperties"),
        new XElement("PropertySet", new XElement("Name", "PropertySerializationSet"), new XElement("ReferencedProperties", kept)),
    ];

    private static XElement Note(string name, string value) =>
        new("NoteProperty", new XElement("Name", name), new XElement("Value", value));
}
