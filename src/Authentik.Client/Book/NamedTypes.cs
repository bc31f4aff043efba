namespace Authentik.Book;

/// <summary>A nested object of the API, such as a redirect URI.</summary>
/// <param name="Name">Name of its class without the namespace.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="New">Creates an empty one.</param>
/// <param name="TextField">The field that a plain string stands for, or null.</param>
/// <param name="Address">Which field has to be a whole address, or null.</param>
public sealed record Shape(
    string Name, IReadOnlyList<Field> Fields, Func<object> New, string? TextField = null, AddressRule? Address = null)
{
    /// <summary>The field that a word names, as the API or as a property, ignoring case; null when there is none.</summary>
    public Field? Find(string word) => Fields.FirstOrDefault(field => field.IsNamed(word));
}

/// <summary>A field of a nested object that has to be a whole address, unless another one has a certain value.</summary>
public sealed record AddressRule(string Field, string UnlessField, string UnlessValue);

/// <summary>The values a text field may have, with the versions that know each of them.</summary>
/// <param name="Name">Name of the set in the book, such as <c>ClientType</c>.</param>
/// <param name="Values">The values, in the order of the book.</param>
public sealed record EnumSet(string Name, IReadOnlyList<EnumValue> Values)
{
    /// <summary>The value of that text, or null when the book doesn't know it.</summary>
    public EnumValue? Find(string text) => Values.FirstOrDefault(value => string.Equals(value.Text, text, StringComparison.Ordinal));
}

/// <summary>One value of an <see cref="EnumSet"/>.</summary>
/// <param name="Text">The value as the API writes it.</param>
/// <param name="Versions">The versions that take it.</param>
/// <param name="Help">What it means.</param>
/// <param name="Instead">The value to use where this one is not known, or null.</param>
public sealed record EnumValue(string Text, VersionRange Versions, string Help, string? Instead = null);
