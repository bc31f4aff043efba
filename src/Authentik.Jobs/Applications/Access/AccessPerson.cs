using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>
/// What decides about somebody's access: a user, whoever is a member of one group and of nothing else, or everybody. Of a hundred thousand
/// users, all are kept in this form.
/// </summary>
internal sealed record AccessPerson(int Id, string Name, bool IsActive, IReadOnlyList<Guid> Groups)
{
    /// <summary>True if it stands for any member of a group.</summary>
    public bool IsMember { get; private init; }

    /// <summary>True if it stands for all users, where nothing distinguishes them.</summary>
    public bool IsEverybody => ReferenceEquals(this, Everybody);

    /// <summary>All users.</summary>
    public static AccessPerson Everybody { get; } = new(-1, string.Empty, IsActive: true, []);

    /// <summary>Reads a user. The ids are copied, because the list itself refers to the whole user.</summary>
    public static AccessPerson Read(User user) =>
        new(user.Pk ?? 0, user.Username ?? string.Empty, user.IsActive != false, user.Groups?.ToArray() ?? []);

    /// <summary>Whoever is in this group alone.</summary>
    public static AccessPerson MemberOf(Group group) => MemberOf(group.Pk!.Value, group.Name ?? string.Empty);

    /// <summary>Whoever is in a group alone.</summary>
    public static AccessPerson MemberOf(Guid group, string name) => new(0, name, IsActive: true, [group]) { IsMember = true };

    /// <summary>The object that a row about it stands for; null if that isn't a single one.</summary>
    public (Resource Resource, object Id)? Holder =>
        IsEverybody ? null : IsMember ? (Resources.Group, Groups[0]) : (Resources.User, Id);

    /// <summary>Who it is, in a sentence.</summary>
    public override string ToString() => IsEverybody ? "everybody" : IsMember ? $"a member of '{Name}'" : $"'{Name}'";
}

/// <summary>Lists of groups, each kept once: many users are in the same groups.</summary>
internal sealed class SharedGroups : IEqualityComparer<IReadOnlyList<Guid>>
{
    private readonly HashSet<IReadOnlyList<Guid>> lists;

    public SharedGroups() => lists = new(this);

    /// <summary>The same person, with the list of groups that others have too.</summary>
    public AccessPerson Share(AccessPerson person)
    {
        if (lists.TryGetValue(person.Groups, out var known))
        {
            return person with { Groups = known };
        }

        lists.Add(person.Groups);
        return person;
    }

    bool IEqualityComparer<IReadOnlyList<Guid>>.Equals(IReadOnlyList<Guid>? one, IReadOnlyList<Guid>? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.SequenceEqual(other));

    int IEqualityComparer<IReadOnlyList<Guid>>.GetHashCode(IReadOnlyList<Guid> list)
    {
        var hash = default(HashCode);
        for (var index = 0; index < list.Count; index++)
        {
            hash.Add(list[index]);
        }

        return hash.ToHashCode();
    }
}
