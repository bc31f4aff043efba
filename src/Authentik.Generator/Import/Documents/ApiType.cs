using Authentik.Generator.Book;

namespace Authentik.Generator.Import.Documents;

/// <summary>What a document says a value is.</summary>
/// <param name="Kind">What it is; never a reference, which no document tells from a plain id.</param>
/// <param name="IsList">A list of them.</param>
/// <param name="IsNullable">Null is allowed.</param>
/// <param name="Component">The named schema of a set of values or nested object; null where it has no name.</param>
/// <param name="Values">The values of a set.</param>
internal sealed record ApiType(FieldKind Kind, bool IsList, bool IsNullable, string? Component = null, IReadOnlyList<string>? Values = null)
{
    /// <summary>The type in the book's words, for messages.</summary>
    public override string ToString()
    {
        var name = Kind switch
        {
            FieldKind.Integer => "int",
            FieldKind.Boolean => "bool",
            FieldKind.Enum => Component ?? "a set of values",
            FieldKind.Shape => Component ?? "an object",
            _ => Kind.ToString().ToLowerInvariant(),
        };
        return name + (IsList ? "[]" : string.Empty) + (IsNullable ? "?" : string.Empty);
    }
}
