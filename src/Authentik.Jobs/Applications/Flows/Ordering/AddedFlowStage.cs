namespace Authentik;

/// <summary>A stage that was put into a flow. In a pipeline it stands for the stage binding.</summary>
public sealed class AddedFlowStage : JobResult
{
    /// <summary>The slug of the flow.</summary>
    public required string Flow { get; init; }

    /// <summary>The name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The order number of its binding; null if it isn't in the flow.</summary>
    public int? Order { get; internal set; }

    /// <summary>The stages of the flow in their order, as they are afterwards.</summary>
    public ValueList<FlowPlace> Sequence { get; internal set; } = new([]);

    /// <inheritdoc/>
    public override string ToString() => Stage;
}
