namespace Authentik.Jobs;

/// <summary>Where a stage is wanted in a flow.</summary>
internal enum StageSide
{
    /// <summary>Before all others.</summary>
    First,

    /// <summary>After all others.</summary>
    Last,

    /// <summary>Before the anchor.</summary>
    Before,

    /// <summary>After the anchor.</summary>
    After,
}

/// <summary>Where a stage is wanted in a flow.</summary>
/// <param name="Side">The side.</param>
/// <param name="Anchor">The other stage, or its binding; null for the first and the last place.</param>
internal sealed record StagePlace(StageSide Side, AnyIdentity? Anchor)
{
    /// <summary>The stages that are put at the same place after this one. Only they can be between it and the place.</summary>
    public IReadOnlyList<AnyIdentity> Next { get; init; } = [];

    /// <summary>The name of the other stage.</summary>
    public string? AnchorName => Anchor?.Object switch
    {
        null => Anchor?.Name,
        FlowStageBinding binding => binding.NameStage(),
        var stage => stage.ToString(),
    };

    /// <summary>True if a binding is that of the other stage.</summary>
    public bool IsAnchor(FlowStageBinding binding) => Anchor is not null && IsMeant(Anchor, binding);

    /// <summary>True if a binding is that of a stage that is put at the same place after this one.</summary>
    public bool IsNext(FlowStageBinding binding) => !IsAnchor(binding) && Next.Any(stage => IsMeant(stage, binding));

    /// <summary>How the place is told: <c>before 'login'</c>.</summary>
    public override string ToString() => Side switch
    {
        StageSide.First => "first",
        StageSide.Last => "last",
        StageSide.Before => $"before '{AnchorName}'",
        _ => $"after '{AnchorName}'",
    };

    private static bool IsMeant(AnyIdentity stage, FlowStageBinding binding) => stage switch
    {
        { Object: FlowStageBinding other } => other.Pk == binding.Pk,
        { Object: { } known } => Equals(known.ValueOf("pk"), binding.Stage),
        { Id: { } id } => id == binding.Stage || id == binding.Pk,
        _ => stage.Name == binding.NameStage(),
    };
}

/// <summary>What a stage binding is created with, or gets; null for what stays as it is.</summary>
internal sealed record StageSettings(bool? EvaluateOnPlan, bool? ReEvaluatePolicies, string? InvalidResponseAction)
{
    /// <summary>The values by the API's names.</summary>
    public IEnumerable<KeyValuePair<string, object?>> List() => new KeyValuePair<string, object?>[]
    {
        new("evaluate_on_plan", EvaluateOnPlan),
        new("re_evaluate_policies", ReEvaluatePolicies),
        new("invalid_response_action", InvalidResponseAction),
    }.Where(value => value.Value is not null);
}
