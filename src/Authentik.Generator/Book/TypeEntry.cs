namespace Authentik.Generator.Book;

/// <summary>The type of a field or filter. What its name stands for is known once the whole book was read.</summary>
internal sealed class TypeEntry
{
    /// <summary>What it is. A name that is not built in counts as a nested object until the book is linked.</summary>
    public required FieldKind Kind { get; set; }

    /// <summary>The name of the set, nested object or resource; null for a built-in type.</summary>
    public string? Name { get; init; }

    /// <summary>True for a list.</summary>
    public bool IsList { get; init; }

    /// <summary>True where null is allowed.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The set of values.</summary>
    public EnumEntry? Enum { get; set; }

    /// <summary>The nested object.</summary>
    public ShapeEntry? Shape { get; set; }

    /// <summary>The resource referred to, or the one that is embedded.</summary>
    public ResourceEntry? Resource { get; set; }

    /// <summary>True for a whole object of a resource inside of another object.</summary>
    public bool IsEmbedded => Kind == FieldKind.Shape && Resource is not null;
}
