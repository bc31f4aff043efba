namespace Authentik;

/// <summary>What an object needs to become as a configuration wants it, and what was done.</summary>
public sealed class ConfigurationChange
{
    /// <summary>What it needs.</summary>
    public required ConfigurationAction Action { get; init; }

    /// <summary>Its kind, as in the nouns of commands, such as <c>OAuth2Provider</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name; of an object without one, the names of what it connects.</summary>
    public required string Name { get; init; }

    /// <summary>The values that are different; none for an object that is created or removed.</summary>
    public IReadOnlyList<ConfigurationFieldChange> Fields { get; init; } = [];

    /// <summary>
    /// The names of properties with secrets that couldn't be compared, because the server doesn't return them or nobody specified them.
    /// </summary>
    public IReadOnlyList<string> NotCompared { get; init; } = [];

    /// <summary>The file and line of the object, if it was read from a file.</summary>
    public string? File { get; init; }

    /// <summary>What was done; null for a comparison.</summary>
    public ConfigurationStatus? Status { get; init; }

    /// <summary>Why it wasn't done, or what of it wasn't; null if nothing is to be said.</summary>
    public string? Reason { get; init; }

    /// <summary>The action, the kind and the name.</summary>
    public override string ToString() => $"{Action} {Kind} {Name}";
}

/// <summary>What came of a change.</summary>
public enum ConfigurationStatus
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It failed, or it needs what failed.</summary>
    Failed,
}
