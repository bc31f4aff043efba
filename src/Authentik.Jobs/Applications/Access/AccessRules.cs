namespace Authentik.Jobs;

/// <summary>What the bindings of an application say about somebody.</summary>
/// <param name="IsLetIn">True or false; null if only the server can decide.</param>
/// <param name="Reason">Why.</param>
/// <param name="Binding">The binding that decides; null if none does alone.</param>
/// <param name="Entry">The group of theirs by which a group binding lets them in.</param>
internal readonly record struct AccessVerdict(bool? IsLetIn, AccessReason Reason, AccessBinding? Binding = null, Guid? Entry = null);

/// <summary>
/// The bindings of an application, evaluated as authentik's policy engine does it. Disabled bindings don't count. Superusers aren't
/// exempt.
/// </summary>
internal sealed class AccessRules
{
    /// <summary>The mode that requires all bindings.</summary>
    public const string All = "all";

    private readonly Rule[] enabled;
    private readonly EngineRules engine;

    public AccessRules(string? mode, IEnumerable<AccessBinding> bindings, GroupPaths groups, EngineRules engine)
    {
        Mode = mode ?? "any";
        Bindings = [.. bindings.OrderBy(binding => binding.Order)];
        this.engine = engine;
        Groups = groups;
        enabled =
        [
            .. Bindings.Where(binding => binding.IsEnabled).Select(binding => new Rule(
                binding, binding.Subject.Kind == SubjectKind.Group ? groups.Find((Guid)binding.Subject.Id) : null)),
        ];
    }

    public string Mode { get; }

    /// <summary>All bindings, in their order.</summary>
    public IReadOnlyList<AccessBinding> Bindings { get; }

    /// <summary>The groups by which users are members.</summary>
    public GroupPaths Groups { get; }

    /// <summary>The enabled bindings, in their order.</summary>
    public IEnumerable<AccessBinding> Enabled => enabled.Select(rule => rule.Binding);

    /// <summary>True if no enabled binding restricts it, and such applications are open.</summary>
    public bool IsOpen => enabled.Length == 0 && engine.IsOpenByDefault;

    /// <summary>True if every enabled binding has to let somebody in, and not only one.</summary>
    public bool RequiresAll => Mode == All;

    /// <summary>True if a binding of a user or a group is enough, though the mode says that all are required.</summary>
    public bool IsLax => RequiresAll && engine.AnyGroupOrUserIsEnough;

    /// <summary>The same application with other bindings.</summary>
    public AccessRules With(IEnumerable<AccessBinding> bindings) => new(Mode, bindings, Groups, engine);

    /// <summary>True if an enabled binding of a group counts them as members.</summary>
    public bool Concerns(AccessPerson person) => Array.Exists(enabled, rule => rule.Group?.FindEntry(person.Groups) is not null);

    /// <summary>What the bindings say. Whether somebody is active isn't asked.</summary>
    public AccessVerdict Judge(AccessPerson person)
    {
        if (enabled.Length == 0)
        {
            return engine.IsOpenByDefault ? new(true, AccessReason.Open) : new(false, AccessReason.Closed);
        }

        var found = Look(person);
        return !RequiresAll ? CombineAny(found) : IsLax ? CombineLax(found) : CombineAll(found);
    }

    private static AccessVerdict CombineAny(Findings found) =>
        found.Passing ?? Doubt(found) ?? new(false, AccessReason.NotBound);

    private static AccessVerdict CombineAll(Findings found) =>
        found.Failing is { } failing ? new(false, AccessReason.NotAll, failing) : Doubt(found) ?? found.Passing!.Value;

    private static AccessVerdict CombineLax(Findings found) =>
        found.Passing is null && found.Failing is not null ? new(false, AccessReason.NotBound) : Doubt(found) ?? found.Passing!.Value;

    private static AccessVerdict? Doubt(Findings found) => found.Doubtful is null ? null : new(null, AccessReason.Policy, found.Doubtful);

    // The first binding that lets them in, the first one that doesn't, and the first one that only the server can evaluate.
    private Findings Look(AccessPerson person)
    {
        var (passing, failing, doubtful) = ((AccessVerdict?)null, (AccessBinding?)null, (AccessBinding?)null);
        foreach (var rule in enabled)
        {
            if (rule.Binding.Doubt is not null)
            {
                doubtful ??= rule.Binding;
            }
            else if (rule.Judge(person) is { } verdict)
            {
                passing ??= verdict;
            }
            else
            {
                failing ??= rule.Binding;
            }
        }

        return new Findings(passing, failing, doubtful);
    }

    private readonly record struct Findings(AccessVerdict? Passing, AccessBinding? Failing, AccessBinding? Doubtful);

    private sealed record Rule(AccessBinding Binding, GroupMembership? Group)
    {
        public AccessVerdict? Judge(AccessPerson person)
        {
            var entry = Group?.FindEntry(person.Groups);
            var isSubject = entry is not null || (Group is null && !person.IsMember && Binding.Subject.Id is int id && id == person.Id);
            return isSubject == Binding.IsNegated ? null : new AccessVerdict(true, FindReason(entry), Binding, entry);
        }

        private AccessReason FindReason(Guid? entry) =>
            Binding.IsNegated ? AccessReason.Negated
            : entry is not { } group ? AccessReason.User
            : Group!.IsItself(group) ? AccessReason.Group
            : AccessReason.InheritedGroup;
    }
}
