using Authentik.Generator.Book;
using Authentik.Generator.Emit.Models;

namespace Authentik.Generator.Emit.Commands;

/// <summary>The .NET types of parameters.</summary>
internal static class ParameterType
{
    /// <summary>The type of a parameter, which is null until somebody gives it.</summary>
    public static string Of(FieldEntry field) => OfItem(field) + (field.Type.IsList ? "[]?" : "?");

    /// <summary>The name of one value's type as help shows it: what names an object where a property has its id, else the property's type.</summary>
    public static string OfItem(FieldEntry field) => field switch
    {
        { Type.Kind: FieldKind.Reference } => field.Type.Name + "Identity",
        { Kinds.Count: > 0 } => "AnyIdentity",
        _ => ClrType.OfItem(field),
    };

    /// <summary>The attribute that completes values of the parameter, or null.</summary>
    public static string? Completer(FieldEntry field) => field.Type.Kind switch
    {
        FieldKind.Reference => "NameCompleter",
        FieldKind.Uuid when field.Kinds.Any(kind => kind.Names.Count > 0) => "NameCompleter",
        FieldKind.Enum or FieldKind.Boolean => "ValueCompleter",
        _ => null,
    };
}
