using Authentik.Generator.Book.Facts;
using Authentik.Generator.Book.Yaml;

namespace Authentik.Generator.Book.Reading;

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
            if (needs.FirstOrDefault(need => !PermissionEntry.Words.Contains(need) && need.Split('.').Length != 2) is { } wrong)
            {
                refusals.Add(RefusalCode.WrongForm, place, $"'{wrong}' isn't a permission such as authentik_core.view_user.");
            }

            found[id] = new PermissionEntry(needs, parts.ElementAtOrDefault(1));
        }

        return found;
    }
}
