using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Models;

/// <summary>The .NET types of properties and how JSON is read into them.</summary>
internal static class ClrType
{
    /// <summary>The type of one value of a property, without the question mark.</summary>
    public static string OfItem(FieldEntry field) => field.Type.Kind switch
    {
        FieldKind.Text when field.Marks.Secret => "SecureString",
        FieldKind.Text or FieldKind.Enum => "string",
        FieldKind.Integer => "int",
        FieldKind.Number => "double",
        FieldKind.Boolean => "bool",
        FieldKind.Date => "DateTimeOffset",
        FieldKind.Uuid => "Guid",
        FieldKind.Json => "object",
        FieldKind.Reference => field.Type.Resource!.HasNumber ? "int" : "Guid",
        _ => field.Type.Name!,
    };

    /// <summary>The type of a property: everything may be missing, so everything may be null.</summary>
    public static string OfProperty(FieldEntry field) => OfItem(field) + (field.Type.IsList ? "[]?" : "?");

    /// <summary>True when one value is a struct.</summary>
    public static bool IsStruct(FieldEntry field) => field.Type.Kind switch
    {
        FieldKind.Text or FieldKind.Enum or FieldKind.Json or FieldKind.Shape => false,
        _ => true,
    };

    /// <summary>The method of <c>JsonValue</c> that reads one value.</summary>
    public static string Reader(FieldEntry field) => field.Type.Kind switch
    {
        FieldKind.Text when field.Marks.Secret => "Secret",
        FieldKind.Text or FieldKind.Enum => "Text",
        FieldKind.Shape => $"Shape<{field.Type.Name}>",
        var plain => plain.ToString(),
    };
}
