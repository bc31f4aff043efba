namespace Authentik.Jobs;

/// <summary>Plans who is let in to an application.</summary>
internal sealed class AccessSteps(JobClient client)
{
    private readonly AllowedSubjects allowed = new(client);

    /// <summary>Plans a binding for each of the groups and users that has none.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task PlanAsync(
        JobPlan<ApplicationSetup> plan,
        SetupRequest request,
        SetupState setup,
        IReadOnlyList<AuthentikObject> subjects,
        CancellationToken cancellation)
    {
        setup.Bindings = setup.Application is null ? [] : await allowed.ListAsync(setup.Application, cancellation);
        var orders = AllowedSubjects.ListOrders(setup.Bindings).GetEnumerator();
        var bound = new List<AuthentikObject>();
        foreach (var subject in subjects)
        {
            var binding = AllowedSubjects.FindBinding(setup.Bindings, subject);
            if (binding is null)
            {
                orders.MoveNext();
                PlanBinding(plan, setup, subject, orders.Current);
                bound.Add(subject);
            }
            else if (!AllowedSubjects.LetsIn(binding))
            {
                setup.Differences.Add($"The binding of the {AllowedSubjects.Describe(subject)} is disabled or negated");
                plan.Result.AddNotDone($"Let the {AllowedSubjects.Describe(subject)} in");
            }
        }

        if (setup.Application is { } existing && bound.Count > 0 && setup.Bindings.All(one => one.Enabled == false))
        {
            plan.Note = await new ApplicationClosing(client).FindAsync(existing, bound, cancellation);
        }

        if (subjects.Count == 0 && setup.Bindings.Count == 0 && !request.AllowsEveryone)
        {
            client.Log.Warning(
                $"Nobody is bound to the application '{request.Slug}', so everybody who can sign in can open it. Specify -AllowGroup or "
                    + "-AllowUser, or -AllowEveryone if that is meant.");
        }
    }

    // The bindings of a new application are deleted with it. Removing them before would open it to everyone if that fails.
    private void PlanBinding(JobPlan<ApplicationSetup> plan, SetupState setup, AuthentikObject subject, int order)
    {
        var isNew = setup.IsApplicationNew;
        plan.Add(new JobStep(
            $"Let the {AllowedSubjects.Describe(subject)} in",
            async token =>
            {
                var binding = await allowed.BindAsync(setup.Application!, subject, order, token);
                binding.SetReferred(subject is Group ? "group" : "user", subject);
                setup.Bindings = [.. setup.Bindings, binding];
            })
        {
            UndoAsync = isNew ? null : token => allowed.UnbindAsync(setup.Application!, subject, order, token),
        });
    }
}
