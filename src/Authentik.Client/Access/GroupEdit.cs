namespace Authentik.Access;

/// <summary>What a change does to the groups that decide whether the caller is a superuser.</summary>
internal sealed record GroupEdit
{
    /// <summary>The group that is changed; null if only the caller's memberships are.</summary>
    public Guid? Group { get; init; }

    /// <summary>True if the group is removed.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Whether its members become superusers; null for no change.</summary>
    public bool? IsSuperuser { get; init; }

    /// <summary>Whether the caller becomes a member; null for no change.</summary>
    public bool? IsMember { get; init; }

    /// <summary>All groups that the caller is in afterwards; null for no change.</summary>
    public IReadOnlyCollection<Guid>? Memberships { get; init; }

    /// <summary>The groups that the caller leaves.</summary>
    public IReadOnlyCollection<Guid> Left { get; init; } = [];

    /// <summary>The groups that the caller joins.</summary>
    public IReadOnlyCollection<Guid> Joined { get; init; } = [];

    /// <summary>All parents of the group afterwards; null for no change.</summary>
    public IReadOnlyCollection<Guid>? Parents { get; init; }

    /// <summary>The parents that it loses.</summary>
    public IReadOnlyCollection<Guid> LostParents { get; init; } = [];

    /// <summary>The parents that it gets.</summary>
    public IReadOnlyCollection<Guid> NewParents { get; init; } = [];

    /// <summary>All children of the group afterwards, which then have no other parent; null for no change.</summary>
    public IReadOnlyCollection<Guid>? Children { get; init; }

    /// <summary>The children that it loses.</summary>
    public IReadOnlyCollection<Guid> LostChildren { get; init; } = [];

    /// <summary>True if it can take permissions away.</summary>
    public bool CanTake => IsRemoved || IsSuperuser is false || IsMember is false || Memberships is not null || Left.Count > 0
        || Parents is not null || LostParents.Count > 0 || Children is not null || LostChildren.Count > 0;

    /// <summary>True if it changes which groups the caller is in.</summary>
    public bool ChangesMemberships => IsMember is not null || Memberships is not null || Left.Count + Joined.Count > 0;

    /// <summary>True if it changes groups whose ids it doesn't name: those that aren't among the children.</summary>
    public bool ChangesOthers => Children is not null || LostChildren.Count > 0;

    /// <summary>The groups that the caller is in directly.</summary>
    public IEnumerable<Guid> EditMemberships(IEnumerable<Guid> groups)
    {
        var all = (Memberships ?? groups).Except(Left).Concat(Joined);
        return IsMember is false ? all.Where(one => one != Group) : IsMember is true ? all.Append(Group!.Value) : all;
    }

    /// <summary>A group as it is afterwards; null if it's removed.</summary>
    public GroupNode? EditNode(Guid id, GroupNode node)
    {
        if (id != Group)
        {
            return node with { Parents = [.. EditParentsOfOther(id, node.Parents)] };
        }

        return IsRemoved ? null : new GroupNode(
            IsSuperuser ?? node.IsSuperuser,
            [.. (Parents ?? node.Parents).Except(LostParents).Concat(NewParents)]);
    }

    private IEnumerable<Guid> EditParentsOfOther(Guid id, IReadOnlyList<Guid> parents)
    {
        if (Children?.Contains(id) is true)
        {
            return [Group!.Value];
        }

        return Children is not null || LostChildren.Contains(id) ? parents.Where(one => one != Group) : parents;
    }
}

/// <summary>A group, as far as it decides who is a superuser.</summary>
/// <param name="IsSuperuser">True if its members are superusers.</param>
/// <param name="Parents">The ids of its parents.</param>
internal sealed record GroupNode(bool IsSuperuser, IReadOnlyList<Guid> Parents);

/// <summary>Changes that were allowed, in their order. A command can remove thousands of groups, so each group has its own.</summary>
internal sealed class GroupEdits
{
    private readonly List<GroupEdit> memberships = [];
    private readonly List<GroupEdit> others = [];
    private readonly Dictionary<Guid, List<GroupEdit>> byGroup = [];

    /// <summary>Adds a change.</summary>
    public void Add(GroupEdit edit)
    {
        memberships.AddRange(edit.ChangesMemberships ? [edit] : []);
        others.AddRange(edit.ChangesOthers ? [edit] : []);
        if (edit.Group is { } group)
        {
            (byGroup.TryGetValue(group, out var own) ? own : byGroup[group] = []).Add(edit);
        }
    }

    /// <summary>The groups that the caller is in directly, after these changes and another one.</summary>
    public IReadOnlyList<Guid> EditMemberships(IReadOnlyList<Guid> groups, GroupEdit? last) =>
        memberships.Append(last).OfType<GroupEdit>().Aggregate(groups, (all, edit) => [.. edit.EditMemberships(all)]);

    /// <summary>A group after these changes and another one; null if it's removed.</summary>
    public GroupNode? EditNode(Guid id, GroupNode? node, GroupEdit? last) =>
        others.Concat(byGroup.GetValueOrDefault(id) ?? []).Append(last).OfType<GroupEdit>()
            .Aggregate(node, (current, edit) => current is null ? null : edit.EditNode(id, current));
}
