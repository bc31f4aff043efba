namespace Authentik.Generator.Book.Facts;

/// <summary>What the server requires of the user of an operation.</summary>
/// <param name="Needs">Permissions, all of them, or one of the words.</param>
/// <param name="Note">What is different on some versions; null for nothing.</param>
internal sealed record PermissionEntry(IReadOnlyList<string> Needs, string? Note)
{
    /// <summary>Everybody for the objects of their own; the permission is for those of others.</summary>
    public const string Own = "own";

    /// <summary>Any user.</summary>
    public const string SignedIn = "signed in";

    /// <summary>Everybody, without signing in.</summary>
    public const string Anybody = "anybody";

    /// <summary>Superusers only.</summary>
    public const string Superuser = "superuser";

    /// <summary>The words in the place of permissions.</summary>
    public static IReadOnlyList<string> Words { get; } = [Own, SignedIn, Anybody, Superuser];
}
