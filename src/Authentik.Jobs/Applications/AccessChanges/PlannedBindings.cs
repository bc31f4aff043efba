namespace Authentik.Jobs;

/// <summary>
/// What the earlier plans of a command do with bindings. The next plan counts it as done, because the requests can still be running when
/// it's made: of three bindings that are removed at once, the third one is the last.
/// </summary>
internal sealed class PlannedBindings
{
    // Steps run beside the planning of the next ones.
    private readonly object gate = new();
    private readonly Dictionary<Guid, Planned> kept = [];
    private readonly List<Planned> created = [];

    /// <summary>An application as it is after what was planned.</summary>
    public AccessTarget Apply(AccessTarget target)
    {
        lock (gate)
        {
            var stored = target.Rules.Bindings;
            var bindings = stored
                .Select(one => kept.TryGetValue(one.Id, out var planned) ? planned.Binding : one)
                .OfType<AccessBinding>()
                .ToList();

            // A binding is created only for a subject that has none, so one that is there is the one that was planned.
            bindings.AddRange(created
                .Where(one => one.Target == target.Application.Pk && !stored.Any(other => other.Subject.IsSame(one.Binding!.Subject)))
                .Select(one => one.Binding!));
            return stored.SequenceEqual(bindings) ? target : new AccessTarget(target.Application, target.Rules.With(bindings));
        }
    }

    /// <summary>Adds a step that creates a binding to a plan, and counts it.</summary>
    public void AddCreation(
        JobPlan<ApplicationAccessChange> plan,
        AccessTarget target,
        AccessBinding binding,
        string description,
        Func<CancellationToken, Task> run)
    {
        // Planned bindings are told apart by an id, as those on the server are.
        var planned = new Planned(target.Application.Pk!.Value, binding with { Id = Guid.NewGuid() });
        Add(plan, description, run, () => created.Add(planned), () => created.Remove(planned));
    }

    /// <summary>Adds a step that changes a binding to a plan, or removes it, and counts it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="binding">The binding.</param>
    /// <param name="changed">What it becomes; null if it's removed.</param>
    /// <param name="description">What the step does.</param>
    /// <param name="run">Sends it.</param>
    public void AddChange(
        JobPlan<ApplicationAccessChange> plan,
        AccessBinding binding,
        AccessBinding? changed,
        string description,
        Func<CancellationToken, Task> run)
    {
        var planned = new Planned(binding.Target, changed);
        Add(plan, description, run, () => kept[binding.Id] = planned, () =>
        {
            if (kept.GetValueOrDefault(binding.Id) == planned)
            {
                kept.Remove(binding.Id);
            }
        });
    }

    // What is declined or fails doesn't count, unless it could have been done all the same.
    private void Add(
        JobPlan<ApplicationAccessChange> plan, string description, Func<CancellationToken, Task> run, Action note, Action forget)
    {
        Locked(note);
        plan.Declined += () => Locked(forget);
        plan.Add(description, async token =>
        {
            try
            {
                await run(token);
            }
            catch (Exception failure) when (JobFailure.CanTell(failure) && failure is not ApiException { MayHaveBeenDone: true })
            {
                Locked(forget);
                throw;
            }
        });
    }

    private void Locked(Action action)
    {
        lock (gate)
        {
            action();
        }
    }

    // Two that say the same aren't the same: each belongs to its step.
    private sealed class Planned(Guid target, AccessBinding? binding)
    {
        public Guid Target { get; } = target;

        public AccessBinding? Binding { get; } = binding;
    }
}
