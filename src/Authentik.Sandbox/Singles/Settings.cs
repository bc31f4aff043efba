using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Singles;

/// <summary>The settings of the whole server, as other parts ask for them.</summary>
internal static class Settings
{
    private const string Path = "/admin/settings/";

    /// <summary>Their values; null when the book does not have them.</summary>
    public static JsonObject? Of(World world) => world.Catalog.AtPath(Path) is { } settings ? world.Objects.Only(settings)?.Values : null;
}
