namespace Authentik.Generator.Import.Documents;

/// <summary>What a document says of a field or filter.</summary>
internal sealed record ApiField(string Name, ApiType Type)
{
    /// <summary>Answers have it.</summary>
    public bool IsRead { get; init; }

    /// <summary>Requests have it.</summary>
    public bool IsSent { get; init; }

    /// <summary>A new object must have it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The named schema of a nested object in requests, where it is another one than in answers.</summary>
    public string? RequestComponent { get; init; }

    /// <summary>The kinds that have it, for a resource whose path follows a kind.</summary>
    public IReadOnlySet<string>? Kinds { get; init; }
}

/// <summary>What a document says of a resource.</summary>
/// <param name="Path">The path of its list.</param>
/// <param name="Key">The part of the path that names one object; null where there is no such path.</param>
/// <param name="Component">The named schema of its answers.</param>
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
