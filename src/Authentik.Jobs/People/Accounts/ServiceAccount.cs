namespace Authentik;

/// <summary>A service account, and what was made for it. Secrets are returned only when they are new.</summary>
public sealed class ServiceAccount : JobResult
{
    /// <summary>The name of the account.</summary>
    public required string Username { get; init; }

    /// <summary>The numeric id of the account.</summary>
    public int? UserPk { get; internal set; }

    /// <summary>The hash that uniquely identifies the account.</summary>
    public string? UserUid { get; internal set; }

    /// <summary>The id of the account's own group; null if it has none.</summary>
    public string? GroupPk { get; internal set; }

    /// <summary>
    /// The app password of a new account, which programs use instead of a password: a SecureString, or a string with -AsPlainText. The API
    /// refuses it. Null for an account that existed before.
    /// </summary>
    public object? Token { get; internal set; }

    /// <summary>The identifier of the account's API token; null if it has none, or if -WithToken wasn't used.</summary>
    public string? ApiToken { get; internal set; }

    /// <summary>
    /// The key of a new API token: a SecureString, or a string with -AsPlainText. Null if the account had an API token before.
    /// </summary>
    public object? ApiKey { get; internal set; }

    /// <summary>The groups that the account was put into, or was in already, as far as they were specified.</summary>
    public ValueList<string> Groups { get; internal set; } = [];

    /// <summary>The roles that were specified, and the account's own.</summary>
    public ValueList<string> Roles { get; internal set; } = [];

    /// <summary>The permissions of the account's own role, such as <c>authentik_core.view_user</c>.</summary>
    public ValueList<string> Permissions { get; internal set; } = [];

    /// <summary>The user; null until it's there.</summary>
    internal User? Account { get; set; }

    internal override AuthentikObject? Represented => Account;

    /// <inheritdoc/>
    public override string ToString() => Username;
}
