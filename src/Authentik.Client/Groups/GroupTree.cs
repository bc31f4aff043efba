using Authentik.Naming;
using Authentik.Values;

namespace Authentik;

/// <summary>
/// The groups that the caller can view, by their parents. No version of authentik has a filter for the children of a group, so all
/// groups are read.
/// </summary>
internal sealed class GroupTree
{
    private readonly ILookup<Guid, AuthentikObject> children;

    private GroupTree(IEnumerable<AuthentikObject> groups) => children = groups
        .SelectMany(group => GroupParents.Read(group), (group, parent) => (group, parent))
        .ToLookup(one => one.parent, one => one.group);

    /// <summary>Reads all groups.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<GroupTree> ReadAsync(ResourceLister groups, ListQuery query, CancellationToken cancellation)
    {
        var all = new List<AuthentikObject>();
        await foreach (var (objects, _) in groups.ListAsync(query, skip: 0, first: null, cancellation))
        {
            all.AddRange(objects);
        }

        return new GroupTree(all);
    }

    /// <summary>The child groups of a group.</summary>
    public IEnumerable<AuthentikObject> FindChildren(Guid group) => children[group];

    /// <summary>The child groups and the groups in them, each once. The group itself isn't one of them, even in a circle.</summary>
    public IReadOnlyList<AuthentikObject> FindDescendants(Guid group)
    {
        var seen = new HashSet<Guid> { group };
        var found = new List<AuthentikObject>();
        for (var waiting = new Queue<Guid>(seen); waiting.TryDequeue(out var next);)
        {
            foreach (var child in children[next].Where(child => seen.Add(IdOf(child))))
            {
                found.Add(child);
                waiting.Enqueue(IdOf(child));
            }
        }

        return found;
    }

    private static Guid IdOf(AuthentikObject group) => (Guid)group.FindId(group.Resource!)!;
}
