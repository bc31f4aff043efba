using System.Text.Json.Nodes;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>Which groups a user is in, and what follows from it. Users hold the list; groups are asked through it.</summary>
internal static class Memberships
{
    private const int MostGenerations = 50;

    public static IEnumerable<Row> GroupsOf(World world, Row user)
    {
        var groups = world.Catalog.Find("Group");
        return groups is null ? [] : Ids(user.Values["groups"]).Select(id => world.Objects.Find(groups, id)).OfType<Row>();
    }

    public static IEnumerable<Row> UsersOf(World world, Row group)
    {
        var users = world.Catalog.Find("User");
        return users is null ? [] : world.Objects.Rows(users).Where(user => Ids(user.Values["groups"]).Contains(group.IdText));
    }

    /// <summary>True when one of the user's groups, or one above them, makes superusers.</summary>
    public static bool IsSuperuser(World world, Row user) => AllGroupsOf(world, user).Any(group => group.Values["is_superuser"].AsBoolean() == true);

    /// <summary>The user's groups, then those above them, a generation at a time.</summary>
    public static IEnumerable<Row> AllGroupsOf(World world, Row user)
    {
        var generation = GroupsOf(world, user).ToList();
        for (var depth = 0; generation.Count > 0 && depth < MostGenerations; depth++)
        {
            foreach (var group in generation)
            {
                yield return group;
            }

            generation = [.. generation.SelectMany(group => ParentsOf(world, group))];
        }
    }

    public static IEnumerable<string> Ids(JsonNode? list) => list is JsonArray array ? array.Select(item => item?.ToString() ?? string.Empty) : [];

    private static IEnumerable<Row> ParentsOf(World world, Row group)
    {
        var groups = world.Catalog.Find("Group")!;
        var ids = group.Values["parent"] is { } parent ? [parent.ToString()] : Ids(group.Values["parents"]);
        return ids.Select(id => world.Objects.Find(groups, id)).OfType<Row>();
    }
}
