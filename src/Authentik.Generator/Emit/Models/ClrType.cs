using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Models;

/// <summary>The .NET types of properties and how JSON is read into them.</summary>
internal static class ClrType
{
    /// <summary>The type of one value of a property, without the question mark.</summary>
    public static string ItemTypeOf(FieldEntry field) => field.Type.Kind switch
    {
        FieldKind.Text when field.Marks.Secret => "SecureString",
        FieldKind.Text or FieldKind.Enum => "string",
        FieldKind.Integer => "int",
        FieldKind.Number => "double",
        FieldKind.Boolean => "bool",
        FieldKind.Date => "DateTimeOffset",
        FieldKind.Uuid => "Guid",
        FieldKind.Json => "object",
        FieldKind.Reference => IdTypeOf(field.Type.Resource!),
        _ => field.Type.Name!,
    };

    private static string IdTypeOf(ResourceEntry resource) => resource.IdKind switch
    {
        FieldKind.Integer => "int",
        FieldKind.Uuid => "Guid",
        _ => "string",
    };

    /// <summary>The type of a property: anything can be missing, so anything can be null.</summary>
    public static string PropertyTypeOf(FieldEntry field) => ItemTypeOf(field) + (field.Type.IsList ? "[]?" : "?");

    /// <summary>True when one value is a struct.</summary>
    public static bool IsStruct(FieldEntry field) => field.Type.Kind switch
    {
        FieldKind.Text or FieldKind.Enum or FieldKind.Json or FieldKind.Shape => false,
        FieldKind.Reference => field.Type.Resource!.IdKind != FieldKind.Text,
        _ => true,
    };

    /// <summary>The method of <c>JsonFields</c> that reads one value.</summary>
    public static string ReaderOf(FieldEntry field) => field.Type.Kind switch
    {
        FieldKind.Text when field.Marks.Secret => "ReadSecret",
        FieldKind.Text or FieldKind.Enum => "ReadText",
        FieldKind.Reference when field.Type.Resource!.IdKind == FieldKind.Text => "ReadText",
        FieldKind.Shape => $"ReadShape<{field.Type.Name}>",
        var plain => $"Read{plain}",
    };
}
