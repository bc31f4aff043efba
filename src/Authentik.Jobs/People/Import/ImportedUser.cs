namespace Authentik;

/// <summary>What became of one row of an import of users.</summary>
public sealed class ImportedUser : JobResult
{
    /// <summary>The number of the row in the input, from 1 on.</summary>
    public required int Row { get; init; }

    /// <summary>The username; if the row has none, what the user is matched by.</summary>
    public required string Username { get; init; }

    /// <summary>The fields of an existing user that were changed, with their old and new values.</summary>
    public ValueList<ImportedUserChange> Changes { get; internal set; } = [];

    /// <summary>The names of the groups that the user was put into.</summary>
    public ValueList<string> AddedGroups { get; internal set; } = [];

    /// <summary>The names of the groups that the user was removed from.</summary>
    public ValueList<string> RemovedGroups { get; internal set; } = [];

    /// <summary>The names of the roles that the user got.</summary>
    public ValueList<string> AddedRoles { get; internal set; } = [];

    /// <summary>The generated password: a SecureString, or a string with -AsPlainText; null if none was generated.</summary>
    public object? Password { get; internal set; }

    /// <summary>The recovery link: a SecureString, or a string with -AsPlainText; null if none was requested.</summary>
    public object? RecoveryLink { get; internal set; }

    /// <summary>
    /// The row with the columns that the import read and that contain no secrets, so that failed rows can be imported again. With -Map, it
    /// has the names of the import.
    /// </summary>
    public object? Input { get; init; }

    /// <summary>The user; null if there is none.</summary>
    internal AuthentikObject? User { get; set; }

    /// <inheritdoc/>
    internal override AuthentikObject? Represented => User;

    /// <inheritdoc/>
    public override string ToString() => Username;
}

/// <summary>A field of a user that an import changed.</summary>
/// <param name="Field">The field, such as <c>email</c> or <c>attributes.department</c>.</param>
/// <param name="Before">The value before the change; null for none, or if the field's name is that of a secret.</param>
/// <param name="After">The value after the change; null for none, or if the field's name is that of a secret.</param>
public sealed record ImportedUserChange(string Field, object? Before, object? After)
{
    /// <inheritdoc/>
    public override string ToString() => Before is null && After is null ? Field : $"{Field}: {Show(Before)} → {Show(After)}";

    /// <summary>The change in a sentence: <c>email from 'a' to 'b'</c>.</summary>
    internal string Describe() => (Before, After) switch
    {
        (null, null) => Field,
        (null, _) => $"{Field} to {Quote(After)}",
        _ => $"{Field} from {Quote(Before)} to {Quote(After)}",
    };

    internal static string Quote(object? value) => value switch
    {
        null => "nothing",
        bool flag => flag ? "true" : "false",
        _ => $"'{value}'",
    };

    private static string Show(object? value) => value switch
    {
        null or "" => "(none)",
        bool flag => flag ? "true" : "false",
        _ => value.ToString()!,
    };
}
