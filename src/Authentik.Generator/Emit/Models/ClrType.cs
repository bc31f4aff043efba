using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Models;

/// <summary>The .NET types of properties and how JSON is read into them.</summary>
internal static class ClrType
{
    /// <summary>The type of one value of a property, without the question mark.</summary>
    public static string OfItem(FieldEntry field) => field.Type.Kind switch
    {
        ValueKind.Text when field.Marks.Secret => "SecureString",
        ValueKind.Text or ValueKind.Enum => "string",
        ValueKind.Integer => "int",
        ValueKind.Number => "double",
        ValueKind.Boolean => "bool",
        ValueKind.Date => "DateTimeOffset",
        ValueKind.Uuid => "Guid",
        ValueKind.Json => "object",
        ValueKind.Reference => field.Type.Resource!.HasNumber ? "int" : "Guid",
        _ => field.Type.Name!,
    };

    /// <summary>The type of a property: everything may be missing, so everything may be null.</summary>
    public static string OfProperty(FieldEntry field) => OfItem(field) + (field.Type.IsList ? "[]?" : "?");

    /// <summary>True when one value is a struct.</summary>
    public static bool IsStruct(FieldEntry field) => field.Type.Kind switch
    {
        ValueKind.Text or ValueKind.Enum or ValueKind.Json or ValueKind.Shape => false,
        _ => true,
    };

    /// <summary>The method of <c>JsonValue</c> that reads one value.</summary>
    public static string Reader(FieldEntry field) => field.Type.Kind switch
    {
        ValueKind.Text when field.Marks.Secret => "Secret",
        ValueKind.Text or ValueKind.Enum => "Text",
        ValueKind.Shape => $"Shape<{field.Type.Name}>",
        var plain => plain.ToString(),
    };
}
