using Authentik.Generator.Book.Reading;

namespace Authentik.Generator.Book.Around;

/// <summary>
/// Reads permissions.yaml, which is optional: <c>operation_id: app.permission, app.other | a note</c>. A word can take the place of a
/// permission.
/// </summary>
internal static class PermissionsReader
{
    public const string FileName = "permissions.yaml";

    /// <summary>What the server requires, by operation.</summary>
    public static IReadOnlyDictionary<string, PermissionEntry> Read(string folder, Refusals refusals)
    {
        var file = Path.Combine(folder, FileName);
        var found = new Dictionary<string, PermissionEntry>(StringComparer.Ordinal);
        if (!File.Exists(file) || YamlFile.Open(file, refusals) is not { } map)
        {
            return found;
        }

        foreach (var (id, place, value) in map.Entries())
        {
            var parts = (map.TextOf(value) ?? string.Empty).Split('|', 2, StringSplitOptions.TrimEntries);
            string[] needs = parts[0].Split(',', StringSplitOptions.TrimEntries);
            if (needs.FirstOrDefault(need => !PermissionEntry.Words.Contains(need) && need.Split('.') is not [{ Length: > 0 }, { Length: > 0 }])
                is { } wrong)
            {
                refusals.Add(RefusalCode.WrongForm, place, $"'{wrong}' isn't a permission such as authentik_core.view_user.");
            }

            found[id] = new PermissionEntry(needs, parts.ElementAtOrDefault(1), place);
        }

        return found;
    }
}

/// <summary>What the server requires of the user of an operation.</summary>
/// <param name="Needs">Permissions, all of them, or one of the words.</param>
/// <param name="Note">What is different on some versions; null for nothing.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record PermissionEntry(IReadOnlyList<string> Needs, string? Note, Place Place)
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
