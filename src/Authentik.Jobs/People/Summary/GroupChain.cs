using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>A group of a user, and how the user comes to it.</summary>
internal sealed record ReachedGroup(Group Group, IReadOnlyList<string> Path);

/// <summary>
/// The groups that users are in, and the ones above them. A group that was read once isn't read again for the next user.
/// </summary>
internal sealed class GroupChain(JobClient client)
{
    private readonly Dictionary<Guid, Group> known = [];

    /// <summary>The groups of a user, those that the user is in first.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<ReachedGroup>> ReadAsync(User user, CancellationToken cancellation)
    {
        IReadOnlyList<Guid> ids = user.Groups is { } stored ? stored : [];
        if (ids.Any(id => !known.ContainsKey(id)))
        {
            var filters = new Dictionary<string, object?> { ["members_by_pk"] = new[] { Resources.User.MakeIdentity(user) } };
            await foreach (var group in client.ListAsync<Group>(Resources.Group, filters, cancellation))
            {
                known[group.Pk!.Value] = group;
            }
        }

        var reached = new Dictionary<Guid, ReachedGroup>();
        var next = new Queue<(Guid Id, IReadOnlyList<string> From)>(ids.Select(id => (id, (IReadOnlyList<string>)[])));
        while (next.TryDequeue(out var one))
        {
            // Newer servers don't prevent that groups contain each other.
            if (!reached.ContainsKey(one.Id) && await FindAsync(one.Id, cancellation) is { } group)
            {
                var path = new List<string>([.. one.From, group.Name!]);
                reached[one.Id] = new ReachedGroup(group, path);
                GroupParents.Read(group).ToList().ForEach(parent => next.Enqueue((parent, path)));
            }
        }

        return [.. reached.Values.OrderBy(one => one.Path.Count).ThenBy(one => one.Group.Name, StringComparer.Ordinal)];
    }

    // One that the caller can't see isn't known.
    private async Task<Group?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (!known.TryGetValue(id, out var group))
        {
            try
            {
                group = await client.GetAsync<Group>(Resources.Group.MakeIdentity(id, isId: true), cancellation);
                known[id] = group;
            }
            catch (Exception hidden) when (hidden is InputException { Problem: InputProblem.NotFound } or ApiException
            {
                Kind: ApiErrorKind.Forbidden or ApiErrorKind.NotFound,
            })
            {
                return null;
            }
        }

        return group;
    }
}
