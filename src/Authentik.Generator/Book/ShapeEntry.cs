namespace Authentik.Generator.Book;

/// <summary>A nested object.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Name">Name of its class.</param>
/// <param name="Help">What it is.</param>
/// <param name="TextField">The field that a plain text stands for, or null.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record ShapeEntry(Place Place, string Name, string Help, string? TextField, IReadOnlyList<FieldEntry> Fields)
{
    /// <summary>Which field has to be a whole address, or null.</summary>
    public AddressEntry? Address { get; init; }
}

/// <summary>A field that has to be a whole address, unless another one has a certain value.</summary>
internal sealed record AddressEntry(string Field, string UnlessField, string UnlessValue);
