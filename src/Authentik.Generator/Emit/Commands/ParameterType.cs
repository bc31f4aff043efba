using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Commands;

/// <summary>The .NET types of parameters.</summary>
internal static class ParameterType
{
    /// <summary>The type of a parameter, which is null until somebody gives it.</summary>
    public static string Of(FieldEntry field) => OfItem(field) + (field.Type.IsList ? "[]?" : "?");

    /// <summary>The name of one value's type as help shows it.</summary>
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
        FieldKind.Reference => field.Type.Name + "Identity",
        _ => field.Type.Name!,
    };

    /// <summary>The attribute that completes values of the parameter, or null.</summary>
    public static string? Completer(FieldEntry field) => field.Type.Kind switch
    {
        FieldKind.Reference => "NameCompleter",
        FieldKind.Enum or FieldKind.Boolean => "ValueCompleter",
        _ => null,
    };
}
