using Authentik.Book;

namespace Authentik.Conformance.Tests.Documents;

/// <summary>A field of a request or an answer, or a filter, as a document states it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its value is.</param>
/// <param name="IsRequired">True when the document says that it must be there. In answers it may be absent all the same.</param>
internal sealed record ApiField(string Name, ApiType Type, bool IsRequired);

/// <summary>What a value is, as a document states it.</summary>
/// <param name="Kind">What it is; never a reference, which no document tells from a plain id.</param>
/// <param name="IsList">True for a list of them.</param>
/// <param name="IsNullable">True when null is allowed.</param>
/// <param name="Values">The values, of a set of them.</param>
/// <param name="Object">The schema of a nested object.</param>
/// <param name="IsNamed">True when that schema has a name, and does not stand in place.</param>
internal sealed record ApiType(
    FieldType Kind,
    bool IsList,
    bool IsNullable,
    IReadOnlyList<string> Values,
    Node? Object = null,
    bool IsNamed = false)
{
    /// <summary>True for a whole number of 64 bits.</summary>
    public bool IsLong { get; init; }

    /// <summary>The type in words, for messages.</summary>
    public override string ToString() =>
        (IsList ? "list of " : string.Empty)
        + (Kind == FieldType.Enum ? $"values ({string.Join(' ', Values.Take(4))})" : Kind.ToString());
}
