namespace Authentik.Jobs;

/// <summary>
/// The groups without users and child groups. Those that are bound to something aren't unused: with such a group, its binding would be
/// removed, and what has no binding left is open to everyone.
/// </summary>
internal sealed class StaleGroups(JobClient client)
{
    // They are made again by a blueprint of the server.
    private static readonly string[] Standard = ["authentik Admins", "authentik Read-only"];

    private readonly List<Group> empty = [];
    private readonly HashSet<Guid> parents = [];

    /// <summary>Reads all groups.</summary>
    /// <param name="count">Counts what was read.</param>
    /// <param name="privileges">Receives the groups, too.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task ReadAsync(Action<int> count, Privileges privileges, CancellationToken cancellation)
    {
        await foreach (var page in client.ListPagesAsync<Group>(Resources.Group, [], cancellation))
        {
            count(page.Count);
            foreach (var group in page)
            {
                privileges.Add(group);
                parents.UnionWith(GroupParents.Read(group));
                if (group.Users is { Count: 0 } && !Standard.Contains(group.Name))
                {
                    empty.Add(group);
                }
            }
        }
    }

    /// <summary>The groups that nothing is bound to.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<StaleAccess>> FindUnusedAsync(CancellationToken cancellation)
    {
        empty.RemoveAll(group => parents.Contains(group.Pk!.Value));
        if (empty.Count == 0)
        {
            return [];
        }

        var bound = new HashSet<Guid>();
        await foreach (var page in client.ListPagesAsync<PolicyBinding>(
            Resources.PolicyBinding, [("policy__isnull", true)], cancellation))
        {
            bound.UnionWith(page.Select(binding => binding.Group).OfType<Guid>());
        }

        return [.. empty.Where(group => !bound.Contains(group.Pk!.Value)).Select(StaleRows.MakeGroup)];
    }
}
