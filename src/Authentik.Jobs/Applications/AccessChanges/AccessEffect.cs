namespace Authentik.Jobs;

/// <summary>Who gains and who loses access by a change of bindings. Only active users count.</summary>
internal sealed class AccessEffect(AccessRules before, AccessRules after)
{
    private const int MostNamed = 10;

    private readonly List<string> gainedNames = [];
    private readonly List<string> lostNames = [];

    public int Gained { get; private set; }

    public int Lost { get; private set; }

    /// <summary>Why it isn't known; null if it is.</summary>
    public string? Doubt { get; init; }

    public IReadOnlyList<string> GainedNames => gainedNames;

    public IReadOnlyList<string> LostNames => lostNames;

    /// <summary>Counts what changes for somebody. What a policy decides before or after doesn't count.</summary>
    public void Add(AccessPerson person, int number = 1)
    {
        if (!person.IsActive)
        {
            return;
        }

        var names = (before.Judge(person).IsLetIn, after.Judge(person).IsLetIn) switch
        {
            (false, true) => gainedNames,
            (true, false) => lostNames,
            _ => null,
        };
        (Gained, Lost) = (Gained + (names == gainedNames ? number : 0), Lost + (names == lostNames ? number : 0));
        if (names?.Count < MostNamed && person.Name.Length > 0)
        {
            names.Add(person.Name);
        }
    }

    /// <summary>Says it in a sentence.</summary>
    public string Describe() => Doubt is not null ? Doubt
        : Gained + Lost == 0 ? "Nobody gains or loses access."
        : string.Join("; ", new[] { Describe(Gained, "gain", gainedNames), Describe(Lost, "lose", lostNames) }.OfType<string>()) + ".";

    private static string? Describe(int count, string verb, List<string> names) => count switch
    {
        0 => null,
        1 => $"1 user {verb}s access{List(count, names)}",
        _ => $"{count} users {verb} access{List(count, names)}",
    };

    private static string List(int count, List<string> names) =>
        names.Count == 0 ? string.Empty : $": {string.Join(", ", names)}{(count > names.Count ? ", …" : string.Empty)}";
}

/// <summary>Finds out whom a change of the bindings of one subject affects, with as few requests as it takes.</summary>
internal sealed class AccessEffects(JobClient client, AccessReader reader)
{
    /// <summary>Compares two states of an application that differ in the bindings of a subject.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AccessEffect> FindAsync(
        AccessRules before, AccessRules after, AccessSubject subject, AccessPerson? user, CancellationToken cancellation)
    {
        if (subject.Kind == SubjectKind.Policy)
        {
            return new AccessEffect(before, after)
            {
                Doubt = "Who gains or loses access depends on the policy, which only the server evaluates.",
            };
        }

        if (FindBlindness(before, after) is { } unknown)
        {
            return unknown;
        }

        var effect = new AccessEffect(before, after);
        if (IsAlone(before, subject) && IsAlone(after, subject))
        {
            await AddAloneAsync(effect, before, subject, user, cancellation);
        }
        else if (IsLocal(before, after, subject))
        {
            (await ReadMembersAsync(before, subject, user, cancellation)).ToList().ForEach(one => effect.Add(one));
        }
        else
        {
            await AddEverybodyAsync(effect, cancellation);
        }

        return effect;
    }

    /// <summary>Compares two states of an application for every user.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AccessEffect> FindAsync(AccessRules before, AccessRules after, CancellationToken cancellation)
    {
        if (FindBlindness(before, after) is { } unknown)
        {
            return unknown;
        }

        var effect = new AccessEffect(before, after);
        await AddEverybodyAsync(effect, cancellation);
        return effect;
    }

    private AccessEffect? FindBlindness(AccessRules before, AccessRules after) =>
        client.Session.IsSuperuser ? null : new AccessEffect(before, after)
        {
            Doubt = "Who gains or loses access isn't known, because this session's user isn't a superuser and can't see everybody.",
        };

    private async Task AddEverybodyAsync(AccessEffect effect, CancellationToken cancellation)
    {
        await foreach (var person in reader.ListPeopleAsync(cancellation))
        {
            effect.Add(person);
        }
    }

    // Without bindings of others, all others have the same access: it's enough to count them.
    private async Task AddAloneAsync(
        AccessEffect effect, AccessRules before, AccessSubject subject, AccessPerson? user, CancellationToken cancellation)
    {
        var members = await ReadMembersAsync(before, subject, user, cancellation);
        foreach (var member in members)
        {
            effect.Add(member);
        }

        var active = members.Count(member => member.IsActive);
        var others = Math.Max(0, await reader.CountActiveAsync(cancellation) - active);
        effect.Add(AccessPerson.Everybody, others);
    }

    private static bool IsAlone(AccessRules rules, AccessSubject subject) => rules.Enabled.All(one => one.Subject.IsSame(subject));

    // If any binding is enough, one that isn't negated matters only to those whom it names. The first and the last one matter to all.
    private static bool IsLocal(AccessRules before, AccessRules after, AccessSubject subject) =>
        !before.RequiresAll
        && before.Enabled.Any() && after.Enabled.Any()
        && before.Enabled.Concat(after.Enabled).All(one => !one.IsNegated || !one.Subject.IsSame(subject));

    private async Task<IReadOnlyList<AccessPerson>> ReadMembersAsync(
        AccessRules rules, AccessSubject subject, AccessPerson? user, CancellationToken cancellation) =>
        user is not null ? [user] : await reader.ReadMembersAsync(rules.Groups.Find((Guid)subject.Id), cancellation);
}
