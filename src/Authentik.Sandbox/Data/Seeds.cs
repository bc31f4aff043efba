using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Data;

/// <summary>
/// Plants what a new installation has. The seeds lie in <c>Seed/*.json</c>, one file an area: for each noun of the book a list
/// of objects. What an object does not say it has by default; a <c>$versions</c> says which versions have it.
/// </summary>
internal static class Seeds
{
    /// <summary>The user name of the administrator.</summary>
    public const string Administrator = "akadmin";

    private const string VersionsMark = "$versions";

    // Groups before users, because users are in groups.
    private static readonly string[] Files = ["Seed/flows.json", "Seed/mappings.json", "Seed/crypto.json", "Seed/core.json", "Seed/sources.json"];

    public static void Plant(World world)
    {
        foreach (var (noun, objects) in Files.SelectMany(EmbeddedFiles.Read))
        {
            if (world.Catalog.Find(noun) is { } resource)
            {
                PlantAll(world, resource, objects!.AsArray().OfType<JsonObject>());
            }
        }
    }

    private static void PlantAll(World world, Resource resource, IEnumerable<JsonObject> objects)
    {
        foreach (var seed in objects.Where(seed => IsFor(seed, world.Version)))
        {
            world.Objects.Add(Grow(world, resource, seed));
        }
    }

    private static bool IsFor(JsonObject seed, ServerVersion version) =>
        seed[VersionsMark].AsText() is not { } range || VersionRange.Parse(range).Contains(version);

    private static Row Grow(World world, Resource resource, JsonObject seed)
    {
        var values = new JsonObject();
        foreach (var field in world.Catalog.Stored(resource, null))
        {
            values[field.Name] = Defaults.Of(world, resource, field);
        }

        // The book may not have all of it yet; what it has not is kept and not shown.
        foreach (var (name, value) in seed.Where(pair => pair.Key != VersionsMark))
        {
            values[name] = value?.DeepClone();
        }

        if (!seed.ContainsKey(resource.Id))
        {
            values[resource.Id] = world.Objects.NewId(resource);
        }

        var row = new Row(resource, null, values);
        foreach (var rules in world.Rules.Of(resource))
        {
            rules.Complete(row, isNew: true);
        }

        return row;
    }
}
