namespace Authentik.Book;

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
