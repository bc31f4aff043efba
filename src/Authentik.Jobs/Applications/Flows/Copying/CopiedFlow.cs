namespace Authentik;

/// <summary>A flow that was copied. In a pipeline it stands for the copy.</summary>
public sealed class CopiedFlow : JobResult
{
    /// <summary>The name of the copy.</summary>
    public required string Name { get; init; }

    /// <summary>The slug of the copy.</summary>
    public required string Slug { get; init; }

    /// <summary>The slug of the flow that was copied.</summary>
    public required string Source { get; init; }

    /// <summary>The stages of the copy in their order.</summary>
    public ValueList<FlowPlace> Sequence { get; internal set; } = new([]);

    /// <summary>The stages that both flows have, so that a change of one is a change of both.</summary>
    public ValueList<string> SharedStages { get; internal set; } = new([]);

    /// <summary>The policies that both flows have.</summary>
    public ValueList<string> SharedPolicies { get; internal set; } = new([]);

    /// <inheritdoc/>
    public override string ToString() => Slug;
}
