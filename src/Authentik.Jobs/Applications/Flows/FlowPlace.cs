namespace Authentik;

/// <summary>A stage in the order of a flow.</summary>
public sealed class FlowPlace
{
    /// <summary>The order number of its binding.</summary>
    public required int Order { get; init; }

    /// <summary>The name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The kind of the stage, such as Deny; the server's own name for a kind that the module doesn't know.</summary>
    public string? Kind { get; init; }

    /// <summary>True for the stage that was asked for.</summary>
    public bool IsNew { get; init; }

    /// <summary>The order number and the stage.</summary>
    public override string ToString() => $"{Order} {Stage}";
}
