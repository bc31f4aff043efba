using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>
/// What decides about somebody's access: a user, or whoever is a member of one group and of nothing else. Of a hundred thousand users, all
/// are kept in this form.
/// </summary>
internal sealed record AccessPerson(int Id, string Name, bool IsActive, IReadOnlyList<Guid> Groups)
{
    /// <summary>True if it stands for any member of a group.</summary>
    public bool IsMember { get; private init; }

    /// <summary>Reads a user.</summary>
    public static AccessPerson Read(User user) =>
        new(user.Pk ?? 0, user.Username ?? string.Empty, user.IsActive != false, user.Groups is { Count: > 0 } groups ? groups : []);

    /// <summary>Whoever is in this group alone.</summary>
    public static AccessPerson MemberOf(Group group) =>
        new(0, group.Name ?? string.Empty, IsActive: true, [group.Pk!.Value]) { IsMember = true };

    /// <summary>The object that a row about it stands for.</summary>
    public (Resource Resource, object Id) Holder => IsMember ? (Resources.Group, Groups[0]) : (Resources.User, Id);

    /// <summary>Who it is, in a sentence.</summary>
    public override string ToString() => IsMember ? $"a member of '{Name}'" : $"'{Name}'";
}
