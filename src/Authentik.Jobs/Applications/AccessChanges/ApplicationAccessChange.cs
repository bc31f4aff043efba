namespace Authentik;

/// <summary>How the access to an application was changed.</summary>
public enum AccessChangeKind
{
    /// <summary>It was so already.</summary>
    None,

    /// <summary>A binding lets somebody in.</summary>
    Granted,

    /// <summary>The binding that let somebody in was removed.</summary>
    Revoked,

    /// <summary>The binding that let somebody in was disabled.</summary>
    Disabled,

    /// <summary>A negated binding keeps somebody out.</summary>
    Denied,
}

/// <summary>What was changed about the access to an application, and for whom.</summary>
public sealed class ApplicationAccessChange : JobResult
{
    /// <summary>The name of the application.</summary>
    public required string Application { get; init; }

    /// <summary>The user whose binding was changed; null for a group or a policy.</summary>
    public string? User { get; init; }

    /// <summary>The group whose binding was changed; null for a user or a policy.</summary>
    public string? Group { get; init; }

    /// <summary>The policy whose binding was changed; null for a user or a group.</summary>
    public string? Policy { get; init; }

    /// <summary>What was changed.</summary>
    public AccessChangeKind Change { get; internal set; }

    /// <summary>Whether the user, or a member of the group, can open the application then; null if a policy decides.</summary>
    public bool? HasAccess { get; internal set; }

    /// <summary>How many active users gain access; null if that isn't known.</summary>
    public int? Gained { get; internal set; }

    /// <summary>How many active users lose access; null if that isn't known.</summary>
    public int? Lost { get; internal set; }

    /// <summary>The first of those who gain access.</summary>
    public ValueList<string> GainedUser { get; internal set; } = [];

    /// <summary>The first of those who lose access.</summary>
    public ValueList<string> LostUser { get; internal set; } = [];

    /// <summary>What it changes for whom, in a sentence or two.</summary>
    public string? Effect { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Application;
}
