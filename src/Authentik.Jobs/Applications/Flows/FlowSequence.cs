using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>The stage bindings of a flow in the order in which the server runs them.</summary>
internal static class FlowSequence
{
    /// <summary>Reads the bindings of a flow.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static Task<IReadOnlyList<FlowStageBinding>> ReadSequenceAsync(
        this JobClient client, Flow flow, CancellationToken cancellation) => client.ReadAllAsync<FlowStageBinding>(
            Resources.FlowStageBinding,
            new Dictionary<string, object?> { ["target"] = Resources.Flow.NewIdentity(flow, false) },
            cancellation);

    /// <summary>The name of a binding's stage.</summary>
    public static string NameStage(this FlowStageBinding binding) => binding.StageObj?.ToString() ?? $"{binding.Stage}";

    /// <summary>A stage as results show it.</summary>
    public static FlowPlace Show(int order, string name, AuthentikObject? stage, BookIndex book, bool isNew = false) =>
        new() { Order = order, Stage = name, Kind = stage?.FindKind(book), IsNew = isNew };
}
