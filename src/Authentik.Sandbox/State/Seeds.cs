using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.State;

/// <summary>
/// Creates the objects of a new installation. They are in <c>Seed/*.json</c>, one file for each area, as a list of objects for each
/// path of the book. Values that aren't given are defaults; <c>$versions</c> limits an object to some versions.
/// </summary>
internal static class Seeds
{
    /// <summary>The username of the administrator.</summary>
    public const string Administrator = "akadmin";

    /// <summary>The identifier of the administrator's API token.</summary>
    public const string AdministratorToken = "authentik-bootstrap-token";

    private const string FirstDay = "2026-05-04T07:00:00Z";
    private const string VersionsMark = "$versions";

    // Groups before users, because users refer to groups.
    private static readonly string[] Files =
    [
        "Seed/flows.json", "Seed/mappings.json", "Seed/crypto.json", "Seed/core.json", "Seed/sources.json", "Seed/stages.json",
        "Seed/policies.json", "Seed/rbac.json", "Seed/events.json", "Seed/devices.json", "Seed/system.json",
    ];

    public static void Create(ServerState state)
    {
        foreach (var (path, objects) in Files.SelectMany(EmbeddedFiles.Read))
        {
            if (state.Catalog.FindByPath(path) is { } resource)
            {
                CreateAll(state, resource, objects!.AsArray().OfType<JsonObject>());
            }
        }

        PermissionSeeds.Create(state, FirstDay);

        // A resource with only one object always has it.
        foreach (var single in state.Catalog.Resources.Where(resource => resource.IsSingle && state.Objects.FindSingle(resource) is null))
        {
            RowFactory.Add(state, single, [], FirstDay);
        }
    }

    private static void CreateAll(ServerState state, Resource resource, IEnumerable<JsonObject> objects)
    {
        foreach (var seed in objects.Where(seed => IsPartOf(seed, state.Version)))
        {
            RowFactory.Add(state, resource, seed.Where(pair => pair.Key != VersionsMark), FirstDay);
        }
    }

    private static bool IsPartOf(JsonObject seed, ServerVersion version) =>
        seed[VersionsMark].AsString() is not { } range || VersionRange.Parse(range).Contains(version);
}
