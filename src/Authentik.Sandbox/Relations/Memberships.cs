using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>Who is in which group. Users store the list of their groups; the users of a group are computed from it.</summary>
internal static class Memberships
{
    private const int MaxGenerations = 50;
    private const int MaxOlderGenerations = 20;

    public static IEnumerable<Row> FindGroups(ServerState state, Row user)
    {
        var groups = state.Catalog.Find("Group");
        return groups is null ? [] : user.Values["groups"].AsStrings().Select(id => state.Objects.Find(groups, id)).OfType<Row>();
    }

    public static IEnumerable<Row> FindUsers(ServerState state, Row group)
    {
        var users = state.Catalog.Find("User");
        return users is null ? [] : state.Objects.FindAll(users).Where(user => user.Values["groups"].AsStrings().Contains(group.IdString));
    }

    /// <summary>True when one of the user's groups, or one of their ancestors, makes its users superusers.</summary>
    public static bool IsSuperuser(ServerState state, Row user) =>
        FindAllGroups(state, user).Any(group => group.Values["is_superuser"].AsBoolean() == true);

    /// <summary>The roles of the user, and those of the user's groups and their ancestors.</summary>
    public static IEnumerable<Row> FindAllRoles(ServerState state, Row user)
    {
        var roles = state.Catalog.Find("Role");
        var ids = FindAllGroups(state, user).Append(user).SelectMany(holder => holder.Values["roles"].AsStrings()).Distinct();
        return roles is null ? [] : ids.Select(id => state.Objects.Find(roles, id)).OfType<Row>();
    }

    /// <summary>The user's groups, then their ancestors, one generation after the other; until 2025.10 only twenty.</summary>
    public static IEnumerable<Row> FindAllGroups(ServerState state, Row user)
    {
        var generation = FindGroups(state, user).ToList();
        var most = state.IsFrom(2025, 12) ? MaxGenerations : MaxOlderGenerations;
        for (var depth = 0; generation.Count > 0 && depth < most; depth++)
        {
            foreach (var group in generation)
            {
                yield return group;
            }

            generation = [.. generation.SelectMany(group => FindParents(state, group))];
        }
    }

    /// <summary>The ids of a group's parents: older servers store one, newer ones a list.</summary>
    public static IEnumerable<string> FindParentIds(Row group) =>
        group.Values["parent"] is { } parent ? [parent.ToString()] : group.Values["parents"].AsStrings();

    private static IEnumerable<Row> FindParents(ServerState state, Row group)
    {
        var groups = state.Catalog.Find("Group")!;
        return FindParentIds(group).Select(id => state.Objects.Find(groups, id)).OfType<Row>();
    }
}
