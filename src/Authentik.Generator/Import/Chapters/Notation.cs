using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Output;

namespace Authentik.Generator.Import.Chapters;

/// <summary>New lines of the book; all help is a question mark.</summary>
internal static partial class NewLines
{
    /// <summary>A field or filter.</summary>
    public static string Field(string name, string type, IEnumerable<string> marks)
    {
        var joined = string.Join("; ", marks);
        return $"      {name}: {type} |{(joined.Length == 0 ? " " : $" {joined} ")}| {Draft.Mark}";
    }

    /// <summary>A value of a set.</summary>
    public static string Value(string value, VersionRange range)
    {
        var key = Plain().IsMatch(value) ? value : Literal.Text(value);
        return $"    {key}: \"{(range.IsAll ? string.Empty : range + " ")}| {Draft.Mark}\"";
    }

    // A string that YAML reads as itself without quotes.
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.:/+-]*(?<!:)$")]
    private static partial Regex Plain();
}

/// <summary>Types in the book's notation.</summary>
internal static class TypeText
{
    /// <summary>The type of a line, as it is written there.</summary>
    public static string Write(TypeEntry type)
    {
        var name = type.Kind == FieldType.Reference ? $"-> {type.Name}" : type.Name ?? BuiltInTypes.FindWord(type.Kind)!;
        return Write(name, type.IsList, type.IsNullable);
    }

    /// <summary>A document's type as a built-in one: a set of values is a string, a nested object is free-form JSON.</summary>
    public static string WriteBuiltIn(ApiType type) =>
        Write(BuiltInTypes.FindWord(type.Kind == FieldType.Enum ? FieldType.Text : type.Kind) ?? "json", type.IsList, type.IsNullable);

    /// <summary>A name with what follows it.</summary>
    public static string Write(string name, bool isList, bool isNullable) =>
        name + (isList ? "[]" : string.Empty) + (isNullable ? "?" : string.Empty);
}
