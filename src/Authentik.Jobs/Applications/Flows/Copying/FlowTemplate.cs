namespace Authentik.Jobs;

/// <summary>A flow with all that is bound to it and to its stages.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Sequence">Its stage bindings in their order.</param>
/// <param name="Policies">
/// What is bound, by the id of the target: the flow, or a stage binding. The server filters by the id that these have as targets, and shows
/// their own.
/// </param>
internal sealed record FlowTemplate(
    Flow Flow, IReadOnlyList<FlowStageBinding> Sequence, ILookup<Guid, PolicyBinding> Policies)
{
    /// <summary>The policies, groups and users that decide who can start the flow.</summary>
    public IEnumerable<PolicyBinding> OwnPolicies => List(Flow.Pk, Flow.PolicyBindingModelPtrId);

    /// <summary>The stages, each once.</summary>
    public IReadOnlyList<AuthentikObject> Stages =>
        [.. Sequence.Select(binding => binding.StageObj).OfType<AuthentikObject>().DistinctBy(stage => stage.ValueOf("pk"))];

    /// <summary>The policies, each once.</summary>
    public IReadOnlyList<AuthentikObject> PolicyObjects =>
    [
        .. Policies.SelectMany(bound => bound).Select(binding => binding.PolicyObj).OfType<AuthentikObject>()
            .DistinctBy(policy => policy.ValueOf("pk")),
    ];

    /// <summary>Those that decide who gets a stage.</summary>
    public IEnumerable<PolicyBinding> ListPolicies(FlowStageBinding binding) => List(binding.Pk, binding.PolicyBindingModelPtrId);

    /// <summary>Reads a flow.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<FlowTemplate> ReadAsync(JobClient client, Flow flow, CancellationToken cancellation)
    {
        var sequence = await client.ReadSequenceAsync(flow, cancellation);
        var targets = sequence.Select(binding => binding.PolicyBindingModelPtrId ?? Guid.Empty)
            .Prepend(flow.PolicyBindingModelPtrId ?? Guid.Empty);
        var bound = new List<PolicyBinding>();
        foreach (var some in targets.Chunk(JobClient.IdsPerRequest))
        {
            bound.AddRange(await client.ReadAllAsync<PolicyBinding>(
                Resources.PolicyBinding,
                new Dictionary<string, object?> { ["target_in"] = some.Select(id => new AnyIdentity(id)).ToArray() },
                cancellation));
        }

        return new FlowTemplate(flow, sequence, bound.ToLookup(binding => binding.Target ?? Guid.Empty));
    }

    private IEnumerable<PolicyBinding> List(Guid? id, Guid? target) =>
        id == target ? Policies[id ?? Guid.Empty] : Policies[id ?? Guid.Empty].Concat(Policies[target ?? Guid.Empty]);
}
