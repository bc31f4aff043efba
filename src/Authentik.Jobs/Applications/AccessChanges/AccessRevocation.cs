using Authentik.Access;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>How access is taken.</summary>
internal enum RevocationKind
{
    /// <summary>The binding is removed.</summary>
    Remove,

    /// <summary>The binding is disabled.</summary>
    Disable,

    /// <summary>A negated binding keeps the subject out.</summary>
    Deny,
}

/// <summary>
/// Takes the access to an application that a user, a group or a policy has by a binding: it's removed, disabled, or negated. Where others
/// would gain access by it, it's refused unless forced: the last binding is what keeps everybody else out.
/// </summary>
internal sealed class AccessRevocation(JobClient client)
{
    private const string Opening =
        "To keep the application closed to all others, grant somebody else access first. Use -Force to open it to everybody.";

    private readonly AccessEditor editor = new(client);

    /// <summary>Reads what is bound, and plans.</summary>
    /// <exception cref="InputException">Something that was specified isn't there.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ApplicationAccessChange>> PlanAsync(
        Identity application, Identity subject, RevocationKind kind, AccessLimits limits, CancellationToken cancellation)
    {
        var one = await editor.ReadAsync(application, subject, cancellation);
        var granting = one.Own.Where(own => own is { IsEnabled: true, IsNegated: false }).ToList();
        var denial = kind == RevocationKind.Deny ? FindDenial(one, granting) : null;
        var after = one.Rules.With(
        [
            .. one.Rules.Bindings.Where(other => !granting.Contains(other) && other.Id != denial?.Id),
            .. denial is null ? [] : new[] { denial },
        ]);
        var isChange = kind != RevocationKind.Remove && (denial is null || denial.Id != Guid.Empty);
        var plan = AccessEditor.Start(one, denial?.Id == Guid.Empty ? JobStatus.Created : isChange ? JobStatus.Changed : JobStatus.Removed);
        var isDenied = denial is not null && one.Own.Contains(denial);
        if (granting.Count == 0 && (denial is null || isDenied))
        {
            WarnOfRest(one, one.Rules);
            return AccessEditor.Leave(plan, one, Explain(one, one.Rules));
        }

        var effect = await editor.MeasureAsync(plan, one, after, Explain(one, after), cancellation);
        if (kind == RevocationKind.Deny && one.IsLetIn(after) == true)
        {
            AccessEditor.Fail(plan, one, RefuseDenial(one, after));
            return plan;
        }

        var own = await editor.FindOwnLossAsync(one, after, cancellation);
        if (!Allow(plan, one, after, effect, own, limits))
        {
            return plan;
        }

        WarnOfRest(one, after);
        AddSteps(plan, one, granting, denial, kind);
        plan.Result.Change = kind switch
        {
            RevocationKind.Disable => AccessChangeKind.Disabled,
            RevocationKind.Deny => AccessChangeKind.Denied,
            _ => AccessChangeKind.Revoked,
        };
        return plan;
    }

    private void AddSteps(
        JobPlan<ApplicationAccessChange> plan,
        AccessCase one,
        IReadOnlyList<AccessBinding> granting,
        AccessBinding? denial,
        RevocationKind kind)
    {
        if (denial is not null)
        {
            AddDenial(plan, one, denial);
        }

        foreach (var binding in granting.Where(binding => binding.Id != denial?.Id))
        {
            if (kind == RevocationKind.Disable)
            {
                editor.AddChange(plan, binding, binding with { IsEnabled = false });
            }
            else
            {
                editor.AddRemoval(plan, binding);
            }
        }
    }

    private void AddDenial(JobPlan<ApplicationAccessChange> plan, AccessCase one, AccessBinding denial)
    {
        if (denial.Id == Guid.Empty)
        {
            editor.AddCreation(plan, one, denial);
        }
        else if (one.Own.First(own => own.Id == denial.Id) is var stored && stored != denial)
        {
            editor.AddChange(plan, stored, denial);
        }
    }

    // A binding that the subject has is negated; otherwise a new one is.
    private static AccessBinding FindDenial(AccessCase one, IReadOnlyList<AccessBinding> granting)
    {
        var stored = one.Own.FirstOrDefault(own => own is { IsEnabled: true, IsNegated: true })
            ?? (granting.Count > 0 ? granting[0] : one.Own.Count > 0 ? one.Own[0] : null);
        return stored is not null
            ? stored with { IsEnabled = true, IsNegated = true }
            : new AccessBinding
            {
                Subject = one.Subject,
                Order = one.NextOrder,
                IsNegated = true,
                Doubt = one.Subject.Kind == SubjectKind.Policy ? $"on the {one.Subject}" : null,
            };
    }

    private static bool Allow(
        JobPlan<ApplicationAccessChange> plan, AccessCase one, AccessRules after, AccessEffect effect, AccessLoss? own, AccessLimits limits)
    {
        if (own is not null && !limits.IsForced && !limits.IsShown)
        {
            AccessEditor.Fail(plan, one, own.Refuse(one.Target.ToString()));
            return false;
        }

        var reason = FindObjection(one, after, effect) ?? own?.ToString();
        return after.IsOpen && !one.Rules.IsOpen
            ? AccessEditor.Allow(plan, one, reason, limits, Opening)
            : AccessEditor.Allow(plan, one, reason, limits);
    }

    private static string? FindObjection(AccessCase one, AccessRules after, AccessEffect effect) =>
        after.IsOpen && !one.Rules.IsOpen
            ? $"This is the last enabled binding of the application '{one.Target}'. Without any, everybody can open it."
        : effect.Gained > 0
            ? one.Rules.RequiresAll
                ? $"Application '{one.Target}' requires all bindings, so without this one more people get in."
                : $"This lets others into the application '{one.Target}', because a negated binding lets in everybody whom it doesn't name."
        : effect.Doubt is not null && one.Rules.RequiresAll
            ? $"Application '{one.Target}' requires all bindings, so without this one more people can get in."
        : null;

    private static InputException RefuseDenial(AccessCase one, AccessRules after) => new(
        InputProblem.InvalidValue,
        $"A negated binding can't keep the {one.Subject} out of the application '{one.Target}'. "
            + (after.IsLax
                ? $"In authentik 2025.8 to 2025.12, one binding that lets them in is enough, also in the mode '{AccessRules.All}'."
                : $"Its mode is '{after.Mode}': a negated binding can't keep somebody out whom another binding lets in.")
            + $"{(Explain(one, after) is { } why ? $" {why}" : null)} Nothing was changed. "
            + $"Remove the {(one.User is null ? one.Subject.ToString() : "user")} from the group that lets them in, or bind an expression "
            + "policy instead of that group.",
        one.Target.ToString());

    private void WarnOfRest(AccessCase one, AccessRules after)
    {
        if (one.User is { IsActive: true } && one.IsLetIn(after) == true)
        {
            client.Log.Warning($"{Explain(one, after)}");
        }
    }

    // Why the subject has access all the same.
    private static string? Explain(AccessCase one, AccessRules after)
    {
        if (one.User is not { IsActive: true } user || after.Judge(user) is not { IsLetIn: true } verdict)
        {
            return null;
        }

        return $"User '{user.Name}' still has access to the application '{one.Target}'. {AccessText.Explain(after, verdict, user)}";
    }
}
