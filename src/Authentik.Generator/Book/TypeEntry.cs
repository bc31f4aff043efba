using Authentik.Book;

namespace Authentik.Generator.Book;

/// <summary>The type of a field or filter. What its name refers to is known when the whole book is read.</summary>
internal sealed class TypeEntry
{
    /// <summary>What it is. A name that isn't built in counts as a nested object until the book is linked.</summary>
    public required FieldType Kind { get; set; }

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

    /// <summary>True for a whole object of a resource inside another object.</summary>
    public bool IsEmbedded => Kind == FieldType.Shape && Resource is not null;
}

/// <summary>The built-in types in the words of the book.</summary>
internal static class BuiltInTypes
{
    /// <summary>The types by their words.</summary>
    public static readonly IReadOnlyDictionary<string, FieldType> ByWord = new Dictionary<string, FieldType>(StringComparer.Ordinal)
    {
        ["text"] = FieldType.Text,
        ["int"] = FieldType.Integer,
        ["number"] = FieldType.Number,
        ["bool"] = FieldType.Boolean,
        ["date"] = FieldType.Date,
        ["duration"] = FieldType.Duration,
        ["uuid"] = FieldType.Uuid,
        ["json"] = FieldType.Json,
        ["file"] = FieldType.File,
    };

    /// <summary>The word of a type; null for one that isn't built in.</summary>
    public static string? FindWord(FieldType type) => ByWord.FirstOrDefault(known => known.Value == type).Key;
}

/// <summary>A set of values.</summary>
internal sealed record EnumEntry(Place Place, string Name, IReadOnlyList<EnumValueEntry> Values);

/// <summary>One value of a set.</summary>
/// <param name="Text">The value as the API writes it.</param>
/// <param name="Versions">The versions that know it.</param>
/// <param name="Instead">What to use in other versions, or null.</param>
/// <param name="Help">What it means.</param>
/// <param name="Place">Where it is.</param>
internal sealed record EnumValueEntry(string Text, VersionRange Versions, string? Instead, string Help, Place Place);

/// <summary>A nested object.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Name">Name of its class.</param>
/// <param name="Help">What it is.</param>
/// <param name="TextField">The field that a plain string sets, or null.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record ShapeEntry(Place Place, string Name, string Help, string? TextField, IReadOnlyList<FieldEntry> Fields)
{
    /// <summary>Which field has to be a whole address, or null.</summary>
    public AddressEntry? Address { get; init; }

    /// <summary>Which object it's about, or null.</summary>
    public SubjectEntry? Subject { get; init; }

    /// <summary>The columns of its table; none for its first plain fields.</summary>
    public IReadOnlyList<ColumnEntry> View { get; init; } = [];
}

/// <summary>The object of a resource that a nested object is about, and the field with its id.</summary>
internal sealed record SubjectEntry(string Noun, string Field);

/// <summary>A field that has to be a whole address, unless another one has a certain value.</summary>
internal sealed record AddressEntry(string Field, string UnlessField, string UnlessValue);
