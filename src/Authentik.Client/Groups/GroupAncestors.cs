using Authentik.Naming;

namespace Authentik;

/// <summary>The groups above others, of groups that have been read.</summary>
internal sealed class GroupAncestors(IEnumerable<AuthentikObject> groups)
{
    private readonly Dictionary<Guid, IReadOnlyList<Guid>> parents = groups.ToDictionary(IdOf, GroupParents.Read);

    /// <summary>The ids of a group and of all groups above it, each once. Newer servers don't prevent circles.</summary>
    public HashSet<Guid> Find(AuthentikObject group)
    {
        var above = new HashSet<Guid> { IdOf(group) };
        for (var waiting = new Queue<Guid>(above); waiting.TryDequeue(out var next);)
        {
            parents.GetValueOrDefault(next, []).Where(above.Add).ToList().ForEach(waiting.Enqueue);
        }

        return above;
    }

    private static Guid IdOf(AuthentikObject group) => (Guid)group.FindId(group.Resource!)!;
}
