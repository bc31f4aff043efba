using Authentik.Book;

namespace Authentik.Generator.Book;

/// <summary>A set of values.</summary>
internal sealed record EnumEntry(Place Place, string Name, IReadOnlyList<EnumValueEntry> Values);

/// <summary>One value of a set.</summary>
/// <param name="Text">The value as the API writes it.</param>
/// <param name="Versions">The versions that know it.</param>
/// <param name="Instead">What to write where it is not known, or null.</param>
/// <param name="Help">What it means.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record EnumValueEntry(string Text, VersionRange Versions, string? Instead, string Help, Place Place);
