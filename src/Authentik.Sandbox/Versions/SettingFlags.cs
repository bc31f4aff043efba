using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Sandboxing.Singles;

/// <summary>The switches in the settings that turn new behaviour on before it becomes the rule.</summary>
internal static class Flags
{
    private static readonly (string Name, bool IsPublic, VersionRange Versions)[] Known =
    [
        ("policies_buffered_access_view", true, VersionRange.Parse("2025.8..2026.2")),
        ("flows_continuous_login", true, VersionRange.Parse("2026.2..")),
        ("flows_refresh_others", true, VersionRange.Parse("2025.10..")),
        ("core_default_app_access", false, VersionRange.Parse("2026.5..")),
        ("enterprise_audit_include_expanded_diff", false, VersionRange.Parse("2026.2..")),
    ];

    /// <summary>The names of those that the version has.</summary>
    public static IReadOnlyList<string> Of(World world) => [.. Known.Where(flag => flag.Versions.Contains(world.Version)).Select(flag => flag.Name)];

    /// <summary>All of them that anybody may know, with the value that counts.</summary>
    public static JsonObject Public(World world, JsonNode? stored) =>
        Values(stored, Known.Where(flag => flag.IsPublic && flag.Versions.Contains(world.Version)).Select(flag => flag.Name));

    /// <summary>All of them, with the value that counts.</summary>
    public static JsonObject All(World world, JsonNode? stored) => Values(stored, Of(world));

    private static JsonObject Values(JsonNode? stored, IEnumerable<string> names) =>
        new(names.Select(name => new KeyValuePair<string, JsonNode?>(name, (stored as JsonObject)?[name]?.DeepClone() ?? false)));
}
