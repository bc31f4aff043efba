using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// What a binding of an application says. The objects that a response nests in it aren't kept: older servers send all members of the group.
/// </summary>
internal sealed record AccessBinding
{
    /// <summary>The id; empty for one that isn't on the server yet.</summary>
    public Guid Id { get; init; }

    /// <summary>The id of what it's bound to.</summary>
    public Guid Target { get; init; }

    public int Order { get; init; }

    public bool IsEnabled { get; init; } = true;

    public bool IsNegated { get; init; }

    /// <summary>The subject: a user (int), a group or a policy (Guid).</summary>
    public required AccessSubject Subject { get; init; }

    /// <summary>Why only the server can say what it does; null if that is known.</summary>
    public string? Doubt { get; init; }

    /// <summary>The binding as people say it, such as <c>negated group 'staff'</c>.</summary>
    public string Label => IsNegated ? $"negated {Subject}" : Subject.ToString();

    /// <summary>Reads a binding.</summary>
    public static AccessBinding Read(PolicyBinding binding, DateTimeOffset now)
    {
        var subject = AccessSubject.Read(binding);
        var hasSeveral = new object?[] { binding.User, binding.Group, binding.Policy }.Count(one => one is not null) > 1;
        return new AccessBinding
        {
            Id = binding.Pk ?? Guid.Empty,
            Target = binding.Target ?? Guid.Empty,
            Order = binding.Order ?? 0,
            IsEnabled = binding.Enabled != false,
            IsNegated = binding.Negate == true,
            Subject = subject,
            Doubt = subject.Kind == SubjectKind.Policy ? $"on the {subject}"
                : hasSeveral ? $"on a binding with more than one subject (order {binding.Order})"
                : binding.Expiring == true && binding.Expires < now ? $"on the expired binding of the {subject}"
                : null,
        };
    }
}

/// <summary>What a binding is about.</summary>
internal enum SubjectKind
{
    User,
    Group,
    Policy,
}

/// <summary>Who or what is bound, with the name that messages have for it.</summary>
internal sealed record AccessSubject(SubjectKind Kind, object Id, string Name)
{
    /// <summary>The field of a binding that holds it.</summary>
    public string Field => Kind switch
    {
        SubjectKind.User => "user",
        SubjectKind.Group => "group",
        _ => "policy",
    };

    /// <summary>The subject of a binding.</summary>
    public static AccessSubject Read(PolicyBinding binding) => binding switch
    {
        { Policy: { } id } => new(SubjectKind.Policy, id, binding.PolicyObj?.Name ?? id.ToString()),
        { Group: { } id } => new(SubjectKind.Group, id, binding.GroupObj?.Name ?? id.ToString()),
        _ => new(SubjectKind.User, binding.User ?? 0, binding.UserObj?.Username ?? $"{binding.User}"),
    };

    /// <summary>A user, a group or a policy.</summary>
    public static AccessSubject Read(AuthentikObject found) => found switch
    {
        User one => new(SubjectKind.User, one.Pk!.Value, one.Username ?? $"{one.Pk}"),
        Group one => new(SubjectKind.Group, one.Pk!.Value, one.Name ?? $"{one.Pk}"),
        _ => new(SubjectKind.Policy, (Guid)found.FindId(Resources.Policy)!, found.ToString()),
    };

    /// <summary>What was specified, before it's looked up.</summary>
    public static AccessSubject Read(Identity identity) => new(
        identity.Resource.Noun switch { "User" => SubjectKind.User, "Group" => SubjectKind.Group, _ => SubjectKind.Policy },
        identity.Value,
        identity.ToString());

    /// <summary>Its identity by its id.</summary>
    public Identity MakeIdentity() => Kind switch
    {
        SubjectKind.User => Resources.User.MakeIdentity(Id),
        SubjectKind.Group => Resources.Group.MakeIdentity(Id),
        _ => Resources.Policy.MakeIdentity(Id),
    };

    /// <summary>True if it's the same object.</summary>
    public bool IsSame(AccessSubject other) => Kind == other.Kind && Id.Equals(other.Id);

    /// <inheritdoc/>
    public override string ToString() => $"{Field} '{Name}'";
}
