namespace Authentik;

/// <summary>
/// What one person or program is, may do, and has in authentik. A list is null where the caller isn't allowed to read it, which
/// <see cref="NotVisible"/> says.
/// </summary>
public sealed class UserSummary : JobObject
{
    /// <summary>The name that the user signs in with.</summary>
    public string? Username => User.Username;

    /// <summary>The display name.</summary>
    public string? Name => User.Name;

    /// <summary>The e-mail address.</summary>
    public string? Email => User.Email;

    /// <summary>The type of the account.</summary>
    public string? Type => User.Type;

    /// <summary>The folder of the user.</summary>
    public string? Path => User.Path;

    /// <summary>The numeric id.</summary>
    public int? UserPk => User.Pk;

    /// <summary>True if the user can sign in.</summary>
    public bool? IsActive => User.IsActive;

    /// <summary>When the user was created; null before authentik 2025.4.</summary>
    public DateTimeOffset? DateJoined => User.DateJoined;

    /// <summary>When the user last signed in; null if never.</summary>
    public DateTimeOffset? LastLogin => User.LastLogin;

    /// <summary>When the password was last set; null before authentik 2025.2.</summary>
    public DateTimeOffset? PasswordChangeDate => User.PasswordChangeDate;

    /// <summary>True if the user may do everything.</summary>
    public bool? IsSuperuser => User.IsSuperuser;

    /// <summary>The groups that make the user a superuser, with the groups that lead there.</summary>
    public ValueList<UserGroup> SuperuserBy => [.. (Groups ?? []).Where(group => group.IsSuperuser)];

    /// <summary>The groups, those that the user is in first, then those above them.</summary>
    public ValueList<UserGroup>? Groups { get; init; }

    /// <summary>The roles, with the groups that they come from.</summary>
    public ValueList<UserRole>? Roles { get; init; }

    /// <summary>The permissions for all objects, by roles and, before authentik 2025.12, given to the user.</summary>
    public ValueList<string>? Permissions { get; init; }

    /// <summary>How many permissions there are for single objects.</summary>
    public int? ObjectPermissionCount { get; init; }

    /// <summary>The applications that the user can open, as the server evaluates their bindings and policies.</summary>
    public ValueList<Application>? Applications { get; init; }

    /// <summary>The second factors and passkeys.</summary>
    public ValueList<AuthenticatorDevice>? Devices { get; init; }

    /// <summary>Where the user is signed in.</summary>
    public ValueList<AuthenticatedSession>? Sessions { get; init; }

    /// <summary>The API tokens and app passwords.</summary>
    public ValueList<Token>? Tokens { get; init; }

    /// <summary>The applications that the user agreed to give their data to.</summary>
    public ValueList<UserConsent>? Consents { get; init; }

    /// <summary>The accounts at sources that the user can sign in with.</summary>
    public ValueList<UserConnection>? Connections { get; init; }

    /// <summary>The last sign-ins that the event log has, the newest first.</summary>
    public ValueList<UserSignIn>? SignIns { get; init; }

    /// <summary>What couldn't be read, and why.</summary>
    public ValueList<string> NotVisible { get; init; } = [];

    /// <summary>The user.</summary>
    internal User User => (User)Subject!;

    /// <inheritdoc/>
    public override string ToString() => Username ?? string.Empty;
}
