using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>The roles of users, and what they permit. A role that was read once isn't read again for the next user.</summary>
internal sealed class UserRights(JobClient client)
{
    private readonly Dictionary<Guid, (IReadOnlyList<string> Names, int Objects)> known = [];

    private PermissionNames Permissions { get; } = new(client);

    /// <summary>The roles of a user.</summary>
    public static IReadOnlyList<UserRole> ListRoles(User user, IReadOnlyList<ReachedGroup> groups)
    {
        var direct = List(user.RolesObj).Select(role => (role, Group: (string?)null));
        var inherited = groups.SelectMany(one => List(one.Group.RolesObj), (one, role) => (role, Group: one.Group.Name));
        return
        [
            .. from given in direct.Concat(inherited)
               group given by given.role.Pk!.Value into same
               let first = same.First().role
               let sources = same.Select(one => one.Group).OfType<string>().Distinct().ToList()
               orderby first.Name
               select new UserRole(first.Name!, sources, same.Any(one => one.Group is null), same.Key),
        ];
    }

    private static IEnumerable<Role> List(IEnumerable<Role>? roles) => roles ?? [];

    /// <summary>The permissions for all objects, and the number of those for single objects.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<(IReadOnlyList<string> Names, int Objects)> ReadAsync(
        User user, IReadOnlyList<UserRole> roles, CancellationToken cancellation)
    {
        var (names, objects) = (new SortedSet<string>(StringComparer.Ordinal), 0);
        foreach (var role in roles)
        {
            var (more, number) = await ReadRoleAsync(role.Pk, cancellation);
            names.UnionWith(more);
            objects += number;
        }

        // Users have permissions of their own up to 2025.10.
        if (client.Gate.IsKnownVersion && client.Gate.IsPossible(Resources.UserObjectPermission.Versions))
        {
            var identity = Resources.User.MakeIdentity(user);
            names.UnionWith(await Permissions.ListAsync("user", identity, cancellation));
            objects += await CountAsync(Resources.UserObjectPermission, "user_id", identity, cancellation);
        }

        return ([.. names], objects);
    }

    private async Task<(IReadOnlyList<string> Names, int Objects)> ReadRoleAsync(Guid role, CancellationToken cancellation)
    {
        if (!known.TryGetValue(role, out var found))
        {
            var identity = Resources.Role.MakeIdentity(role, isId: true);
            found = known[role] = (
                await Permissions.ListAsync("role", identity, cancellation),
                await CountAsync(Resources.RoleObjectPermission, "uuid", identity, cancellation));
        }

        return found;
    }

    private async Task<int> CountAsync(Resource resource, string filter, Identity holder, CancellationToken cancellation) =>
        await client.CountAsync(resource, new Dictionary<string, object?> { [filter] = holder }, cancellation);
}
