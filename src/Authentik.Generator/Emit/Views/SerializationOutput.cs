using System.Xml.Linq;
using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Views;

/// <summary>
/// Writes what PowerShell adds to objects. Not all of their properties go into a file or out of a job: outside of Windows, PowerShell
/// writes a SecureString in a form that anybody can read. Dates that can be set have a string that can be read again.
/// </summary>
internal static class SerializationOutput
{
    public const string FileName = "Authentik.types.ps1xml";

    /// <param name="book">The book.</param>
    /// <param name="handWritten">The folder of the types that are written by hand.</param>
    /// <param name="folder">The folder to write to.</param>
    public static void Write(BookEntry book, string handWritten, OutputFolder folder)
    {
        var types = book.Resources.Select(resource => (Name: resource.Noun, resource.Fields, Computed: ListComputed(resource)))
            .Concat(book.Shapes.Select(shape => (shape.Name, shape.Fields, Computed: Enumerable.Empty<string>())))
            .Select(type => (type.Name, Members: ListMembers(type.Fields, type.Computed).ToList()))
            .Where(type => type.Members.Count > 0)
            .Select(type => new XElement(
                "Type", new XElement("Name", $"Authentik.{type.Name}"), new XElement("Members", type.Members)));
        var root = new XElement("Types", HandWrittenViews.ReadTypes(handWritten), types);
        folder.Write(FileName, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n".ReplaceLineEndings("\n"));
    }

    private static bool IsReadSecret(FieldEntry field) => field.IsRead && field.Marks.Secret;

    private static IEnumerable<XElement> ListMembers(IReadOnlyList<FieldEntry> fields, IEnumerable<string> computed)
    {
        foreach (var field in fields.Where(field => field is { IsRead: true, IsSent: true, Type: { Kind: FieldType.Date, IsList: false } }))
        {
            yield return new XElement("CodeProperty", new XElement("Name", field.Property), new XElement(
                "GetCodeReference",
                new XElement("TypeName", "Authentik.Commands.DateMembers"),
                new XElement("MethodName", $"Get{field.Property}")));
        }

        if (fields.Any(IsReadSecret))
        {
            yield return WriteSerialization(fields, computed);
        }
    }

    private static IEnumerable<string> ListComputed(ResourceEntry resource)
    {
        var names = resource.Fields.Select(resource.FindNameProperty).OfType<string>();
        return resource.HasKind ? names.Prepend(ColumnEntry.Kind) : names;
    }

    private static XElement WriteSerialization(IEnumerable<FieldEntry> fields, IEnumerable<string> computed)
    {
        var kept = fields.Where(field => field.IsRead && !field.Marks.Secret).Select(field => field.Property)
            .Concat(computed)
            .Select(property => new XElement("Name", property)).ToList();
        return new XElement(
            "MemberSet",
            new XElement("Name", "PSStandardMembers"),
            new XElement("Members", kept.Count == 0 ? [Note("SerializationMethod", "String")] : Some(kept)));
    }

    private static XElement[] Some(IEnumerable<XElement> kept) =>
    [
        Note("SerializationMethod", "SpecificProperties"),
        new XElement("PropertySet", new XElement("Name", "PropertySerializationSet"), new XElement("ReferencedProperties", kept)),
    ];

    private static XElement Note(string name, string value) =>
        new("NoteProperty", new XElement("Name", name), new XElement("Value", value));
}
