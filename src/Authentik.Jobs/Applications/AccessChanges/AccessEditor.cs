using Authentik.Access;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>How far a change of access may go.</summary>
/// <param name="IsForced">True if it may also do what nobody expects.</param>
/// <param name="IsShown">True if it's only shown, with what it needs.</param>
internal sealed record AccessLimits(bool IsForced, bool IsShown);

/// <summary>An application, and the subject whose bindings are changed.</summary>
internal sealed record AccessCase(AccessTarget Target, AccessSubject Subject, AccessPerson? User)
{
    /// <summary>The gap between the orders of bindings, as authentik's own bindings leave it.</summary>
    public const int Gap = 10;

    public AccessRules Rules => Target.Rules;

    /// <summary>The bindings of the subject, in their order.</summary>
    public IReadOnlyList<AccessBinding> Own { get; } = [.. Target.Rules.Bindings.Where(one => one.Subject.IsSame(Subject))];

    /// <summary>The order after the last binding.</summary>
    public int NextOrder => Rules.Bindings.Count == 0 ? 0 : Rules.Bindings.Max(other => other.Order) + Gap;

    /// <summary>Whether bindings let the user in, or whoever is a member of the group; null if a policy decides.</summary>
    public bool? IsLetIn(AccessRules rules) => Subject.Kind switch
    {
        SubjectKind.User => rules.Judge(User!).IsLetIn,
        SubjectKind.Group => rules.Judge(AccessPerson.MemberOf((Guid)Subject.Id, Subject.Name)).IsLetIn,
        _ => null,
    };
}

/// <summary>What granting and revoking share: what is read, the requests, and who is affected.</summary>
internal sealed class AccessEditor(JobClient client)
{
    private readonly AccessReader reader = new(client);
    private readonly OwnAccess access = new(client.Api);
    private readonly PlannedBindings planned = new();

    /// <summary>Reads the application and the subject. What was planned before with this editor counts as done.</summary>
    /// <exception cref="InputException">One of them isn't there.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AccessCase> ReadAsync(Identity application, Identity subject, CancellationToken cancellation)
    {
        var found = await client.Of(subject.Resource).Reader.GetAsync(subject, cancellation);
        var user = found is User person ? AccessPerson.Read(person) : null;
        var target = await reader.ReadTargetAsync(await client.GetAsync<Application>(application, cancellation), cancellation);
        return new AccessCase(planned.Apply(target), AccessSubject.Read(found), user);
    }

    /// <summary>A plan without steps.</summary>
    public static JobPlan<ApplicationAccessChange> Start(AccessCase one, JobStatus success) => new(
        $"Application '{one.Target}'", Create(one.Target.ToString(), one.Subject, one.Target.Application)) { Success = success };

    /// <summary>The result for an application and a subject.</summary>
    public static ApplicationAccessChange Create(string application, AccessSubject subject, Application? found = null) => new()
    {
        Subject = found,
        Application = application,
        User = subject.Kind == SubjectKind.User ? subject.Name : null,
        Group = subject.Kind == SubjectKind.Group ? subject.Name : null,
        Policy = subject.Kind == SubjectKind.Policy ? subject.Name : null,
    };

    /// <summary>Notes in the plan who gains and who loses access, and why the subject has access, or none, all the same.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AccessEffect> MeasureAsync(
        JobPlan<ApplicationAccessChange> plan,
        AccessCase one,
        AccessRules after,
        string? explanation,
        CancellationToken cancellation)
    {
        var effect = await new AccessEffects(client, reader).FindAsync(one.Rules, after, one.Subject, one.User, cancellation);
        var result = plan.Result;
        var isKnown = effect.Doubt is null;
        (result.Gained, result.Lost) = (isKnown ? effect.Gained : null, isKnown ? effect.Lost : null);
        (result.GainedUser, result.LostUser) = ([.. effect.GainedNames], [.. effect.LostNames]);
        result.HasAccess = HasAccess(one, after);
        result.Effect = string.Join(" ", new[] { effect.Describe(), explanation }.OfType<string>());
        return effect;
    }

    /// <summary>Notes in the plan that nothing changes.</summary>
    public static JobPlan<ApplicationAccessChange> Leave(JobPlan<ApplicationAccessChange> plan, AccessCase one, string? explanation)
    {
        var result = plan.Result;
        (result.Gained, result.Lost) = (0, 0);
        result.HasAccess = HasAccess(one, one.Rules);
        result.Effect = explanation ?? "Nobody gains or loses access.";
        return plan;
    }

    /// <summary>Fails the plan before anything is sent: what it would do isn't an effect, and is told only by the error.</summary>
    public static void Fail(JobPlan<ApplicationAccessChange> plan, AccessCase one, Exception failure)
    {
        var result = plan.Result;
        (result.Gained, result.Lost, result.GainedUser, result.LostUser) = (null, null, [], []);
        (result.HasAccess, result.Effect) = (HasAccess(one, one.Rules), null);
        result.Fail(failure);
    }

    /// <summary>
    /// Fails the plan for a reason, unless it's forced. One that is only shown isn't failed, and its note says what it needs.
    /// </summary>
    /// <returns>True if the plan goes on.</returns>
    public static bool Allow(
        JobPlan<ApplicationAccessChange> plan,
        AccessCase one,
        string? reason,
        AccessLimits limits,
        string advice = "Use -Force to continue.")
    {
        plan.Note = plan.Result.Effect;
        if (reason is null)
        {
            return true;
        }

        plan.Note = $"{reason} {plan.Result.Effect}{(limits.IsForced ? string.Empty : " This needs -Force.")}";
        if (!limits.IsForced && !limits.IsShown)
        {
            Fail(plan, one, new InputException(
                InputProblem.InvalidValue,
                $"{reason} {plan.Result.Effect} Nothing was changed. {advice}",
                plan.Result.Application));
        }

        return plan.Result.Failures.Count == 0;
    }

    /// <summary>What the change takes from the caller who signs in to this application; null for nothing.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AccessLoss?> FindOwnLossAsync(AccessCase one, AccessRules after, CancellationToken cancellation)
    {
        var application = Resources.Application.MakeIdentity(one.Target.Application);
        if (client.Session.UserId is not { } id
            || await access.FindLossAsync(AccessChange.Remove(application), cancellation) is not { } loss)
        {
            return null;
        }

        var own = AccessPerson.Read(await client.GetAsync<User>(Resources.User.MakeIdentity(id), cancellation));
        return one.Rules.Judge(own).IsLetIn == false || after.Judge(own).IsLetIn != false ? null : new AccessLoss(
            loss.Reason, $"Without access to it, the session can't sign in again when its current access token expires.");
    }

    /// <summary>Adds the step that creates a binding.</summary>
    public void AddCreation(JobPlan<ApplicationAccessChange> plan, AccessCase one, AccessBinding binding) => planned.AddCreation(
        plan,
        one.Target,
        binding,
        $"Bind the {binding.Label} with the order {binding.Order}",
        token => client.CreateAsync<PolicyBinding>(
            Resources.PolicyBinding,
            new Dictionary<string, object?>
            {
                ["target"] = one.Target.Application.Pk,
                [one.Subject.Field] = one.Subject.MakeIdentity(),
                ["order"] = binding.Order,
                ["negate"] = binding.IsNegated,
            },
            token));

    /// <summary>Adds the step that changes a binding.</summary>
    public void AddChange(JobPlan<ApplicationAccessChange> plan, AccessBinding binding, AccessBinding changed)
    {
        var values = new Dictionary<string, object?>();
        var texts = new List<string>();
        Compare("enabled", binding.IsEnabled, changed.IsEnabled, changed.IsEnabled ? "Enable" : "Disable");
        Compare("negate", binding.IsNegated, changed.IsNegated, changed.IsNegated ? "Negate" : "Stop negating");
        Compare("order", binding.Order, changed.Order, $"Change to the order {changed.Order}");
        planned.AddChange(
            plan,
            binding,
            changed,
            $"{string.Join(" and ", texts)}: the binding of the {binding.Subject}",
            token => client.Of(Resources.PolicyBinding).Writer.SetAsync(
                Resources.PolicyBinding.MakeIdentity(binding.Id), JobClient.MakeValues(Resources.PolicyBinding, values), token));

        void Compare<T>(string field, T before, T after, string text)
        {
            if (!Equals(before, after))
            {
                values[field] = after;
                texts.Add(text);
            }
        }
    }

    /// <summary>Adds the step that removes a binding.</summary>
    public void AddRemoval(JobPlan<ApplicationAccessChange> plan, AccessBinding binding) => planned.AddChange(
        plan,
        binding,
        changed: null,
        $"Remove the binding of the {binding.Label}",
        token => client.Of(Resources.PolicyBinding).Remover.RemoveAsync(Resources.PolicyBinding.MakeIdentity(binding.Id), token));

    private static bool? HasAccess(AccessCase one, AccessRules rules) => one.User?.IsActive == false ? false : one.IsLetIn(rules);
}
