using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;

namespace Authentik.Generator.Emit.Views;

/// <summary>
/// Writes which properties of an object go into a file or out of a job: all but its secrets. Outside of Windows PowerShell writes
/// a SecureString in a form that anybody can read.
/// </summary>
internal static class SerializationOutput
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "Authentik.Generated.types.ps1xml";

    /// <summary>Writes it.</summary>
    public static void Write(BookEntry book, OutputFolder folder)
    {
        var types = book.Resources.Where(resource => resource.Fields.Any(IsReadSecret)).Select(Type);
        folder.Write(FileName, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement("Types", types)}\n".ReplaceLineEndings("\n"));
    }

    private static bool IsReadSecret(FieldEntry field) => field.IsRead && field.Marks.Secret;

    private static XElement Type(ResourceEntry resource)
    {
        var kept = resource.Fields.Where(field => field.IsRead && !field.Marks.Secret);
        return new XElement(
            "Type",
            new XElement("Name", $"Authentik.{resource.Noun}"),
            new XElement("Members", new XElement(
                "MemberSet",
                new XElement("Name", "PSStandardMembers"),
                new XElement(
                    "Members",
                    Note("SerializationMethod", "SpecificProperties"),
                    new XElement(
                        "PropertySet",
                        new XElement("Name", "PropertySerializationSet"),
                        new XElement("ReferencedProperties", kept.Select(field => new XElement("Name", field.Property))))))));
    }

    private static XElement Note(string name, string value) => new("NoteProperty", new XElement("Name", name), new XElement("Value", value));
}
