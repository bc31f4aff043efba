using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>
/// Who counts as a member of a group: its users, and the users of its child groups and of those in them. A user of a parent group isn't a
/// member.
/// </summary>
internal sealed class GroupPaths
{
    private const string Arrow = " → ";

    // Until 2025.10, authentik looks at so many generations above a user's group.
    private const int OldGenerations = 19;

    private static readonly VersionRange Limited = VersionRange.Parse("..2025.10");

    private readonly Dictionary<Guid, string> names = [];
    private readonly ILookup<Guid, Guid> children;
    private readonly Dictionary<Guid, GroupMembership> memberships = [];
    private readonly int generations;

    /// <summary>Takes all groups; without any, who is in a group isn't asked.</summary>
    public GroupPaths(IReadOnlyList<PlacedGroup> groups, ServerVersion? version)
    {
        generations = version is not null && Limited.Contains(version) ? OldGenerations : int.MaxValue;
        foreach (var group in groups)
        {
            names[group.Id] = group.Name;
        }

        children = groups.SelectMany(group => group.Parents, (group, parent) => (parent, group.Id))
            .ToLookup(pair => pair.parent, pair => pair.Id);
    }

    /// <summary>Who is a member of a group.</summary>
    public GroupMembership Find(Guid group)
    {
        if (!memberships.TryGetValue(group, out var found))
        {
            memberships[group] = found = new GroupMembership(group, ListSteps(group), Describe);
        }

        return found;
    }

    // The group itself, and each group below it with the next one on the shortest way up.
    private Dictionary<Guid, Guid> ListSteps(Guid group)
    {
        var steps = new Dictionary<Guid, Guid> { [group] = group };
        var generation = new List<Guid> { group };
        for (var depth = 0; generation.Count > 0 && depth < generations; depth++)
        {
            var next = new List<Guid>();
            foreach (var (child, parent) in generation.SelectMany(parent => children[parent].Select(child => (child, parent))))
            {
                if (steps.TryAdd(child, parent))
                {
                    next.Add(child);
                }
            }

            generation = next;
        }

        return steps;
    }

    private string Describe(IEnumerable<Guid> path) => string.Join(Arrow, path.Select(id => names.GetValueOrDefault(id, $"{id}")));
}

/// <summary>A group, without its members.</summary>
internal sealed record PlacedGroup(Guid Id, string Name, IReadOnlyList<Guid> Parents)
{
    /// <summary>Reads a group. The ids are copied, because the list itself refers to the whole group.</summary>
    public static PlacedGroup Read(Group group) => new(group.Pk!.Value, group.Name ?? group.Pk.ToString()!, [.. GroupParents.Read(group)]);
}

/// <summary>Who counts as a member of one group.</summary>
/// <param name="group">The group.</param>
/// <param name="steps">The group and those below it, each with the next one on the way up.</param>
/// <param name="describe">Writes a path.</param>
internal sealed class GroupMembership(Guid group, IReadOnlyDictionary<Guid, Guid> steps, Func<IEnumerable<Guid>, string> describe)
{
    private readonly Dictionary<Guid, string> paths = [];

    /// <summary>The group and all groups below it.</summary>
    public IEnumerable<Guid> Groups => steps.Keys;

    /// <summary>The group by which somebody is a member; null for nobody. A direct membership comes first.</summary>
    public Guid? FindEntry(IReadOnlyList<Guid> groups)
    {
        Guid? found = null;
        for (var index = 0; index < groups.Count; index++)
        {
            if (groups[index] == group)
            {
                return group;
            }

            if (found is null && steps.ContainsKey(groups[index]))
            {
                found = groups[index];
            }
        }

        return found;
    }

    /// <summary>True if the group is the one itself, not one below it.</summary>
    public bool IsItself(Guid entry) => entry == group;

    /// <summary>The way from a group up to this one.</summary>
    public string Describe(Guid entry)
    {
        if (!paths.TryGetValue(entry, out var path))
        {
            paths[entry] = path = describe(ListPath(entry));
        }

        return path;
    }

    private IEnumerable<Guid> ListPath(Guid entry)
    {
        for (var at = entry; ; at = steps[at])
        {
            yield return at;
            if (at == group)
            {
                yield break;
            }
        }
    }
}
