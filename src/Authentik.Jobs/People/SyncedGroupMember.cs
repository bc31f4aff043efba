namespace Authentik;

/// <summary>What became of a user when the members of a group were made equal to a list.</summary>
public enum MemberChangeKind
{
    /// <summary>In the list and in the group.</summary>
    Unchanged,

    /// <summary>In the list, not in the group.</summary>
    Added,

    /// <summary>In the group, not in the list.</summary>
    Removed,

    /// <summary>In the list, and no user has that name.</summary>
    Unknown,
}

/// <summary>A user of a group, or of the list that the group was made equal to.</summary>
public sealed class SyncedGroupMember : JobResult
{
    /// <summary>The name of the group.</summary>
    public required string Group { get; init; }

    /// <summary>The username; of an unknown user, what the list has.</summary>
    public required string Username { get; init; }

    /// <summary>What the list means for the user.</summary>
    public required MemberChangeKind Change { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Username;
}
