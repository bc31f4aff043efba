namespace Authentik;

/// <summary>Which kind of access nobody uses, or nobody should have.</summary>
public enum StaleAccessKind
{
    /// <summary>An active user who never signed in.</summary>
    NeverSignedIn,

    /// <summary>An active user who hasn't signed in for a long time.</summary>
    Dormant,

    /// <summary>An active user with privileges and without a second factor.</summary>
    PrivilegedWithoutMfa,

    /// <summary>An active service account that has no token.</summary>
    ServiceAccountWithoutToken,

    /// <summary>A session of a deactivated user.</summary>
    SessionOfDeactivatedUser,

    /// <summary>A token or an app password that never expires.</summary>
    TokenNeverExpires,

    /// <summary>An app password that nobody signed in with for a long time.</summary>
    TokenUnused,

    /// <summary>A token or an app password of a deactivated user.</summary>
    TokenOfDeactivatedUser,

    /// <summary>A group without users and child groups that nothing is bound to.</summary>
    GroupWithoutMember,
}

/// <summary>Access that nobody uses, or nobody should have. In a pipeline it stands for its user, session, token or group.</summary>
public sealed class StaleAccess : JobObject
{
    /// <summary>What is wrong with it.</summary>
    public required StaleAccessKind Kind { get; init; }

    /// <summary>The name of the user, token or group; for a session, that of its user.</summary>
    public required string Name { get; init; }

    /// <summary>What it is: user, session, token or group.</summary>
    public required string ObjectKind { get; init; }

    /// <summary>The username of the user that it belongs to; null for a group.</summary>
    public string? Username { get; init; }

    /// <summary>When it was last used, as far as the server records that; null for never, and for not known.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>When it was created; null if the server doesn't say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>For how many days it hasn't been used, since its last use or its creation; null if neither is known.</summary>
    public int? Days { get; init; }

    /// <summary>Why it's listed.</summary>
    public required string Why { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
