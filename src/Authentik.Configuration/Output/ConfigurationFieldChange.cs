namespace Authentik;

/// <summary>A value of an object that is different in two configurations.</summary>
/// <param name="Field">The field, by the name of its property.</param>
/// <param name="Old">The existing value as JSON; null if there is none.</param>
/// <param name="New">The wanted value as JSON; null if there is none.</param>
/// <param name="Text">
/// What is different: names that are added and removed, lines of a string, parts of JSON by their paths, or both values.
/// </param>
public sealed record ConfigurationFieldChange(string Field, string? Old, string? New, string Text)
{
    /// <summary>The field with what is different.</summary>
    public override string ToString() => Text.Contains('\n', StringComparison.Ordinal) ? $"{Field}:\n{Text}" : $"{Field}: {Text}";
}
