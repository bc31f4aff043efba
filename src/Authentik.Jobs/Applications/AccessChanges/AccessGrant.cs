using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>Where a new binding goes.</summary>
/// <param name="Order">Its order; null for one after the last.</param>
/// <param name="Before">The binding that it's put before; null for none.</param>
internal sealed record BindingPlace(int? Order, Identity? Before);

/// <summary>
/// Lets a user, the members of a group, or those who pass a policy into an application: a binding is created, enabled, or no longer
/// negated. Where others would lose access by it, it's refused unless forced.
/// </summary>
internal sealed class AccessGrant(JobClient client)
{
    private readonly AccessEditor editor = new(client);

    /// <summary>Reads what is bound, and plans.</summary>
    /// <exception cref="InputException">Something that was specified isn't there.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ApplicationAccessChange>> PlanAsync(
        Identity application, Identity subject, BindingPlace place, AccessLimits limits, CancellationToken cancellation)
    {
        var one = await editor.ReadAsync(application, subject, cancellation);
        if (FindDenials(one) is { Count: > 0 } only)
        {
            return await PlanWithoutAsync(one, only, limits, cancellation);
        }

        var kept = one.Own.FirstOrDefault(own => own is { IsEnabled: true, IsNegated: false })
            ?? one.Own.FirstOrDefault(own => !own.IsNegated)
            ?? (one.Own.Count > 0 ? one.Own[0] : null);

        // A second binding that denies the same subject would go on denying it.
        var denials = one.Own.Where(own => own != kept && own is { IsEnabled: true, IsNegated: true } && one.Rules.RequiresAll).ToList();
        var moved = FindMoved(one, kept, place);
        var granted = (kept ?? new AccessBinding { Subject = one.Subject }) with
        {
            IsEnabled = true,
            IsNegated = false,
            Order = FindOrder(one, kept, place),
            Doubt = kept?.Doubt ?? (one.Subject.Kind == SubjectKind.Policy ? $"on the {one.Subject}" : null),
        };
        var after = one.Rules.With([.. one.Rules.Bindings.Where(other => other != kept && !denials.Contains(other)), granted]);
        var plan = AccessEditor.Start(one, kept is null ? JobStatus.Created : JobStatus.Changed);
        if (kept == granted && denials.Count == 0)
        {
            return AccessEditor.Leave(plan, one, Explain(one, after));
        }

        var effect = await editor.MeasureAsync(plan, one, after, Explain(one, after), cancellation);
        if (!AccessEditor.Allow(plan, one, FindObjection(one, after, effect), limits))
        {
            return plan;
        }

        new ApplicationClosing(client).Warn(one.Target, after, plan.Result.Effect);
        moved.ForEach(other => editor.AddChange(plan, other, other with { Order = other.Order + AccessCase.Gap }));
        denials.ForEach(denial => editor.AddRemoval(plan, denial));
        AddGrant(plan, one, kept, granted);
        plan.Result.Change = AccessChangeKind.Granted;
        return plan;
    }

    // Where all bindings are required and the others let the subject in, it's enough to take away what denies it.
    private static List<AccessBinding> FindDenials(AccessCase one)
    {
        var denials = one.Own.Where(own => own is { IsEnabled: true, IsNegated: true }).ToList();
        var others = one.Rules.With(one.Rules.Bindings.Except(denials));
        return one.Rules.RequiresAll && others.Enabled.Any() && one.IsLetIn(others) == true ? denials : [];
    }

    private async Task<JobPlan<ApplicationAccessChange>> PlanWithoutAsync(
        AccessCase one, IReadOnlyList<AccessBinding> denials, AccessLimits limits, CancellationToken cancellation)
    {
        var plan = AccessEditor.Start(one, JobStatus.Removed);
        var after = one.Rules.With(one.Rules.Bindings.Except(denials));
        var effect = await editor.MeasureAsync(plan, one, after, explanation: null, cancellation);
        if (AccessEditor.Allow(plan, one, effect.Lost > 0 ? "This takes access from others." : null, limits))
        {
            denials.ToList().ForEach(denial => editor.AddRemoval(plan, denial));
            plan.Result.Change = AccessChangeKind.Granted;
        }

        return plan;
    }

    private void AddGrant(JobPlan<ApplicationAccessChange> plan, AccessCase one, AccessBinding? kept, AccessBinding granted)
    {
        if (kept is null)
        {
            editor.AddCreation(plan, one, granted);
        }
        else if (kept != granted)
        {
            editor.AddChange(plan, kept, granted);
        }
    }

    // Closing an open application is what a first binding is for. Everything else that takes access isn't what a grant is for.
    private static string? FindObjection(AccessCase one, AccessRules after, AccessEffect effect) =>
        one.Rules.IsOpen && !after.RequiresAll ? null
        : effect.Lost > 0 && !one.Rules.IsOpen
            ? one.Rules.RequiresAll
                ? $"Application '{one.Target}' requires all bindings, so a further one takes access from those whom it doesn't name."
                : $"Only one binding lets others into the application '{one.Target}', and this would change it."
        : effect.Doubt is not null && one.Rules.RequiresAll && one.Rules.Enabled.Any()
            ? $"Application '{one.Target}' requires all bindings, so a further one can take access from others."
        : null;

    // Why the subject has no access all the same.
    private static string? Explain(AccessCase one, AccessRules after) => one switch
    {
        { User.IsActive: false } => $"User '{one.Subject.Name}' is inactive and can't sign in.",
        { User: { } user } when after.Judge(user) is { IsLetIn: false } verdict =>
            $"User '{one.Subject.Name}' still has no access. {AccessText.Explain(after, verdict, user)}",
        _ => null,
    };

    private static int FindOrder(AccessCase one, AccessBinding? kept, BindingPlace place)
    {
        if (place.Order is { } order)
        {
            return order;
        }

        if (place.Before is null)
        {
            return kept?.Order ?? one.NextOrder;
        }

        var next = FindBefore(one, place.Before);
        if (kept is not null && kept.Order < next.Order)
        {
            return kept.Order;
        }

        var earlier = one.Rules.Bindings.Where(other => other.Order < next.Order && other != kept).Select(other => (int?)other.Order).Max();
        return earlier is null ? next.Order - AccessCase.Gap
            : next.Order - earlier > 1 ? earlier.Value + ((next.Order - earlier.Value) / 2)
            : next.Order;
    }

    // Without room between two bindings, the later ones move.
    private static List<AccessBinding> FindMoved(AccessCase one, AccessBinding? kept, BindingPlace place)
    {
        if (place.Before is null || place.Order is not null)
        {
            return [];
        }

        var next = FindBefore(one, place.Before);
        return FindOrder(one, kept, place) != next.Order ? []
            : [.. one.Rules.Bindings.Where(other => other.Order >= next.Order && other != kept)];
    }

    private static AccessBinding FindBefore(AccessCase one, Identity before) =>
        one.Rules.Bindings.FirstOrDefault(other => Equals(other.Id, before.FindId())) ?? throw new InputException(
            InputProblem.NotFound,
            $"The binding '{before}' isn't one of the application '{one.Target}'. To list its bindings, use "
                + $"Get-AuthentikPolicyBinding -Target '{one.Target.Application.Slug}'.",
            before.ToString());
}
