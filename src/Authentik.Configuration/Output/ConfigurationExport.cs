namespace Authentik;

/// <summary>What an export wrote.</summary>
public sealed class ConfigurationExport
{
    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>How many objects it contains.</summary>
    public required int Objects { get; init; }

    /// <summary>How many files are new or different from those that were there.</summary>
    public required int Written { get; init; }

    /// <summary>How many files were there already with the same content.</summary>
    public required int Unchanged { get; init; }

    /// <summary>How many files of an earlier export were removed.</summary>
    public required int Removed { get; init; }
}

/// <summary>The format of the files of a configuration.</summary>
public enum ConfigurationFormat
{
    /// <summary>YAML, which is easier to read.</summary>
    Yaml,

    /// <summary>JSON, which more programs read.</summary>
    Json,
}
