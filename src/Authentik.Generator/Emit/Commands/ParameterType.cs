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
        ValueKind.Text when field.Marks.Secret => "SecureString",
        ValueKind.Text or ValueKind.Enum => "string",
        ValueKind.Integer => "int",
        ValueKind.Number => "double",
        ValueKind.Boolean => "bool",
        ValueKind.Date => "DateTimeOffset",
        ValueKind.Uuid => "Guid",
        ValueKind.Json => "object",
        ValueKind.Reference => field.Type.Name + "Identity",
        _ => field.Type.Name!,
    };

    /// <summary>The attribute that completes values of the parameter, or null.</summary>
    public static string? Completer(FieldEntry field) => field.Type.Kind switch
    {
        ValueKind.Reference => "NameCompleter",
        ValueKind.Enum or ValueKind.Boolean => "ValueCompleter",
        _ => null,
    };
}
