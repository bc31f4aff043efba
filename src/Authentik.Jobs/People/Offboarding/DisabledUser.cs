namespace Authentik;

/// <summary>What a user loses when the account is disabled.</summary>
public enum UserPart
{
    /// <summary>Browser sessions. Deactivating ends them too, so they end in any case.</summary>
    Session,

    /// <summary>API tokens, app passwords, and open links for a lost password.</summary>
    Token,

    /// <summary>Access tokens, refresh tokens and authorization codes of OAuth2 in authentik's lists.</summary>
    OAuth2Token,

    /// <summary>Consents to applications.</summary>
    Consent,

    /// <summary>Second factors, passkeys and recovery codes.</summary>
    Device,

    /// <summary>Memberships in groups.</summary>
    Group,

    /// <summary>Roles that the user has directly, from authentik 2025.12 on.</summary>
    Role,

    /// <summary>Permissions for single objects without a role, before authentik 2025.12.</summary>
    Permission,
}

/// <summary>Something that a command left as it is, and why.</summary>
public sealed class UserRemainder
{
    /// <summary>What it is, such as application or service account.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Why it matters, and what to do.</summary>
    public required string Why { get; init; }

    /// <summary>What it is, and its name.</summary>
    public override string ToString() => $"{Kind} '{Name}'";
}

/// <summary>What was taken from a user whose account was disabled, and what is left.</summary>
public sealed class DisabledUser : JobResult
{
    /// <summary>The username.</summary>
    public required string Username { get; init; }

    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>The file with what can be given back; null if there is none, or if nothing was to be done.</summary>
    public string? RecordPath { get; internal set; }

    /// <summary>What refers to the user or was made by the user, and is left.</summary>
    public ValueList<UserRemainder> Left { get; internal set; } = [];

    /// <inheritdoc/>
    public override string ToString() => Username;
}
