using Authentik.Generator.Book;

namespace Authentik.Generator.Import.Documents;

/// <summary>What a document says about a field or filter.</summary>
internal sealed record ApiField(string Name, ApiType Type)
{
    /// <summary>Responses have it.</summary>
    public bool IsRead { get; init; }

    /// <summary>Requests have it.</summary>
    public bool IsSent { get; init; }

    /// <summary>A new object must have it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The named schema of a nested object in requests, if it differs from the one in responses.</summary>
    public string? RequestComponent { get; init; }

    /// <summary>The kinds that have it, for a resource whose path follows a kind.</summary>
    public IReadOnlySet<string>? Kinds { get; init; }
}

/// <summary>What a document says about a resource.</summary>
/// <param name="Path">The path of its list.</param>
/// <param name="Key">The part of the path that names one object; null where there is no such path.</param>
/// <param name="Component">The named schema of its responses.</param>
/// <param name="Verbs">The verbs of the book that it can do.</param>
/// <param name="Fields">Its fields in the document's order.</param>
/// <param name="Filters">The filters of its list.</param>
internal sealed record ApiResource(
    string Path,
    string? Key,
    string? Component,
    IReadOnlyList<string> Verbs,
    IReadOnlyList<ApiField> Fields,
    IReadOnlyList<ApiField> Filters);

/// <summary>The type of a value in a document.</summary>
/// <param name="Kind">What it is; never a reference, because documents don't distinguish references from ids.</param>
/// <param name="IsList">A list of them.</param>
/// <param name="IsNullable">Null is allowed.</param>
/// <param name="Component">The named schema of a set of values or nested object; null where it has no name.</param>
/// <param name="Values">The values of a set.</param>
internal sealed record ApiType(FieldType Kind, bool IsList, bool IsNullable, string? Component = null, IReadOnlyList<string>? Values = null)
{
    /// <summary>The type in the book's words, for messages.</summary>
    public override string ToString()
    {
        var name = Kind switch
        {
            FieldType.Enum => Component ?? "a set of values",
            FieldType.Shape => Component ?? "an object",
            _ => BuiltInTypes.FindWord(Kind),
        };
        return name + (IsList ? "[]" : string.Empty) + (IsNullable ? "?" : string.Empty);
    }
}
