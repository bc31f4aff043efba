using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Models;

/// <summary>The .NET types of properties and how JSON is read into them.</summary>
internal static class ClrType
{
    /// <summary>The type of one value of a property, without the question mark.</summary>
    public static string ItemTypeOf(FieldEntry field) => field.Type.Kind switch
    {
        FieldType.Text when field.Marks.Secret => "SecureString",
        FieldType.Text or FieldType.Enum or FieldType.File => "string",
        FieldType.Integer => "int",
        FieldType.Number => "double",
        FieldType.Boolean => "bool",
        FieldType.Date => "DateTimeOffset",
        FieldType.Duration => "Duration",
        FieldType.Uuid => "Guid",
        FieldType.Json or FieldType.NewObject => "object",
        FieldType.Reference => IdTypeOf(field.Type.Resource!),
        _ => field.Type.Name!,
    };

    private static string IdTypeOf(ResourceEntry resource) => resource.IdType switch
    {
        FieldType.Integer => "int",
        FieldType.Uuid => "Guid",
        _ => "string",
    };

    /// <summary>The type of a property: anything can be missing, so anything can be null.</summary>
    public static string PropertyTypeOf(FieldEntry field) =>
        field.Type.IsList ? $"ValueList<{ItemTypeOf(field)}>?" : $"{ItemTypeOf(field)}?";

    /// <summary>True when one value is a struct.</summary>
    public static bool IsStruct(FieldEntry field) => field.Type.Kind switch
    {
        FieldType.Text or FieldType.Enum or FieldType.Duration or FieldType.Json or FieldType.Shape => false,
        FieldType.Reference => field.Type.Resource!.IdType != FieldType.Text,
        _ => true,
    };

    /// <summary>The method of <c>JsonFields</c> that reads one value.</summary>
    public static string ReaderOf(FieldEntry field) => field.Type.Kind switch
    {
        FieldType.Text when field.Marks.Secret => "ReadSecret",
        FieldType.Text or FieldType.Enum => "ReadText",
        FieldType.Reference when field.Type.Resource!.IdType == FieldType.Text => "ReadText",
        FieldType.Duration when field.Marks.Minutes is not null => "ReadMinutes",
        FieldType.Shape => $"ReadShape<{field.Type.Name}>",
        var plain => $"Read{plain}",
    };
}
