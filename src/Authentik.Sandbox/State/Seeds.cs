using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Data;

/// <summary>
/// Plants what a new installation has. The seeds lie in <c>Seed/*.json</c>, one file an area: for each path of the book a list
/// of objects. What an object does not say it has by default; a <c>$versions</c> says which versions have it.
/// </summary>
internal static class Seeds
{
    /// <summary>The user name of the administrator.</summary>
    public const string Administrator = "akadmin";

    private const string FirstDay = "2026-05-04T07:00:00Z";
    private const string VersionsMark = "$versions";

    // Groups before users, because users are in groups.
    private static readonly string[] Files =
    [
        "Seed/flows.json", "Seed/mappings.json", "Seed/crypto.json", "Seed/core.json", "Seed/sources.json", "Seed/stages.json", "Seed/policies.json",
        "Seed/rbac.json", "Seed/events.json", "Seed/devices.json", "Seed/system.json",
    ];

    public static void Plant(World world)
    {
        foreach (var (path, objects) in Files.SelectMany(EmbeddedFiles.Read))
        {
            if (world.Catalog.AtPath(path) is { } resource)
            {
                PlantAll(world, resource, objects!.AsArray().OfType<JsonObject>());
            }
        }

        // What there is one of is always there.
        foreach (var single in world.Catalog.Resources.Where(resource => resource.IsSingle && world.Objects.Only(resource) is null))
        {
            ServerMade.Add(world, single, [], FirstDay);
        }
    }

    private static void PlantAll(World world, Resource resource, IEnumerable<JsonObject> objects)
    {
        foreach (var seed in objects.Where(seed => IsFor(seed, world.Version)))
        {
            ServerMade.Add(world, resource, seed.Where(pair => pair.Key != VersionsMark), FirstDay);
        }
    }

    private static bool IsFor(JsonObject seed, ServerVersion version) =>
        seed[VersionsMark].AsText() is not { } range || VersionRange.Parse(range).Contains(version);
}
