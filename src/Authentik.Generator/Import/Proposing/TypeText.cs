using Authentik.Generator.Book;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Proposing;

/// <summary>Types in the book's notation.</summary>
internal static class TypeText
{
    private static readonly Dictionary<FieldKind, string> Words = new()
    {
        [FieldKind.Text] = "text",
        [FieldKind.Integer] = "int",
        [FieldKind.Number] = "number",
        [FieldKind.Boolean] = "bool",
        [FieldKind.Date] = "date",
        [FieldKind.Uuid] = "uuid",
        [FieldKind.Json] = "json",
    };

    /// <summary>The type of a line as it stands there.</summary>
    public static string Of(TypeEntry type) => Of(type.Kind == FieldKind.Reference ? $"-> {type.Name}" : type.Name ?? Words[type.Kind], type.IsList, type.IsNullable);

    /// <summary>A document's type as a built-in one: a set of values is text, a nested object free-form.</summary>
    public static string BuiltIn(ApiType type) => Of(Words.GetValueOrDefault(type.Kind, type.Kind == FieldKind.Enum ? "text" : "json"), type.IsList, type.IsNullable);

    /// <summary>A name with what follows it.</summary>
    public static string Of(string name, bool isList, bool isNullable) => name + (isList ? "[]" : string.Empty) + (isNullable ? "?" : string.Empty);
}
