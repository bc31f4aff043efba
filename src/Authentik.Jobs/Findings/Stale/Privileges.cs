namespace Authentik.Jobs;

/// <summary>
/// Who has privileges: superusers, and holders of a role, directly or through a group and the groups above it. The roles in which authentik
/// itself keeps the permissions of a single user, such as to view a token's key, don't count.
/// </summary>
internal sealed class Privileges(JobClient client)
{
    private readonly Dictionary<Guid, (bool HasRole, IReadOnlyList<Guid> Parents)> groups = [];
    private readonly Dictionary<Guid, bool> known = [];
    private HashSet<Guid>? roles;

    /// <summary>Reads which roles were created by people. Before 2025.12, all were.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task ReadRolesAsync(CancellationToken cancellation)
    {
        if (!client.Gate.IsCertain(Resources.Role.GetFilter("managed__isnull").Versions))
        {
            return;
        }

        roles = [];
        await foreach (var page in client.ListPagesAsync<Role>(Resources.Role, [("managed__isnull", true)], cancellation))
        {
            roles.UnionWith(page.Select(role => role.Pk).OfType<Guid>());
        }
    }

    /// <summary>Remembers a group.</summary>
    public void Add(Group group) => groups[group.Pk!.Value] = (HasRole(group.Roles), [.. GroupParents.Read(group)]);

    /// <summary>Why a user has privileges; null for a user who has none.</summary>
    public string? Explain(User user) => user.IsSuperuser is true ? "Superuser"
        : HasRole(user.Roles) ? "Has a role"
        : user.Groups?.Any(group => HasRole(group, [])) is true ? "Has a role through a group"
        : null;

    private bool HasRole(IReadOnlyList<Guid>? held) => held?.Any(role => roles?.Contains(role) ?? true) is true;

    // Newer servers don't prevent circles of parents.
    private bool HasRole(Guid group, HashSet<Guid> below)
    {
        if (known.TryGetValue(group, out var has))
        {
            return has;
        }

        if (!groups.TryGetValue(group, out var node) || !below.Add(group))
        {
            return false;
        }

        has = node.HasRole || node.Parents.Any(parent => HasRole(parent, below));
        if (below.Count == 1 || has)
        {
            known[group] = has;
        }

        below.Remove(group);
        return has;
    }
}
