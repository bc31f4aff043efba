namespace Authentik.Sandboxing.Versions;

/// <summary>
/// The flags in the settings, which enable new behaviour before it becomes the default. The API's documents list them by version,
/// and a test compares both.
/// </summary>
internal static class SettingFlags
{
    /// <summary>Whether everybody can open an application without bindings. Of all flags, only this one is on by default.</summary>
    public const string DefaultAccess = "core_default_app_access";

    // The documents don't say which flags anybody can see; that is recorded.
    private static readonly (string Name, bool IsPublic, VersionRange Versions)[] Known =
    [
        ("policies_buffered_access_view", true, VersionRange.Parse("2025.8..2026.2")),
        ("flows_continuous_login", true, VersionRange.Parse("2026.2..")),
        ("flows_refresh_others", true, VersionRange.Parse("2025.10..")),
        (DefaultAccess, false, VersionRange.Parse("2026.5..")),
        ("enterprise_audit_include_expanded_diff", false, VersionRange.Parse("2026.2..")),
    ];

    /// <summary>The names of the flags of a version.</summary>
    public static IReadOnlyList<string> FindNames(ServerVersion version) =>
        [.. Known.Where(flag => flag.Versions.Contains(version)).Select(flag => flag.Name)];

    /// <summary>The names of the flags that anybody can see.</summary>
    public static IReadOnlyList<string> FindPublicNames(ServerVersion version) =>
        [.. Known.Where(flag => flag.IsPublic && flag.Versions.Contains(version)).Select(flag => flag.Name)];

    /// <summary>The effective values of flags; a flag that was never set has its default.</summary>
    public static JsonObject Read(IEnumerable<string> names, JsonNode? stored) => new(names.Select(name =>
        new KeyValuePair<string, JsonNode?>(name, (stored as JsonObject)?[name]?.DeepClone() ?? name == DefaultAccess)));
}
