using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>A value that is different.</summary>
/// <param name="Field">The field.</param>
/// <param name="Old">The existing value.</param>
/// <param name="New">The wanted value.</param>
internal sealed record FieldDifference(Field Field, JsonNode? Old, JsonNode? New);

/// <summary>An object that is wanted, the one that exists, and what is different.</summary>
/// <param name="Action">What it needs.</param>
/// <param name="Wanted">The object as it's wanted; null if it isn't.</param>
/// <param name="Existing">The object as it exists; null if it doesn't.</param>
/// <param name="Fields">The values that are different.</param>
internal sealed record ObjectDifference(
    ConfigurationAction Action, ConfigurationObject? Wanted, ConfigurationObject? Existing, IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>The object, wherever it is.</summary>
    public ConfigurationObject Object => Wanted ?? Existing!;
}
