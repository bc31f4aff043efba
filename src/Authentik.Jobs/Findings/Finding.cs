namespace Authentik;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing, and often intended.</summary>
    Info,

    /// <summary>Should be better, and does little harm alone.</summary>
    Low,

    /// <summary>Weakens the protection, or something doesn't work.</summary>
    Medium,

    /// <summary>Somebody can get in who shouldn't, or a part of the server has stopped.</summary>
    High,
}

/// <summary>Something in the configuration of a server that deserves a look. In a pipeline it stands for the object it's about.</summary>
public sealed class Finding : JobObject
{
    /// <summary>The id of the rule that found it.</summary>
    public required string Rule { get; init; }

    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What kind of object it's about, such as <c>OAuth2 provider</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name of the object that it's about.</summary>
    public required string Name { get; init; }

    /// <summary>What was found, and why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>A command that fixes it. It may have to be adapted first.</summary>
    public required string WhatToDo { get; init; }

    /// <summary>
    /// The page about the rule: an address, or the file in the project's repository if the module wasn't installed from a package.
    /// </summary>
    public required string HelpUri { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Name}";
}
