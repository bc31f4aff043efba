using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Flows;

/// <summary>The parts of a flow: bindings of stages, and bindings of policies, in their order.</summary>
internal sealed class FlowParts(ServerState state)
{
    private const string Target = "target";

    public IReadOnlyList<Row> FindStageBindings(Row flow) => FindBound("/flows/bindings/", [flow.IdString]);

    /// <summary>The bindings of policies, groups and users to a flow or to the binding of a stage.</summary>
    public IReadOnlyList<Row> FindPolicyBindings(Row target) =>
        FindBound("/policies/bindings/", [target.IdString, target.Values["policybindingmodel_ptr_id"]?.ToString() ?? string.Empty]);

    public Row? FindStage(Row binding) => Stored.Find(state, "/stages/all/", binding.Values["stage"]?.ToString());

    public Row? FindPolicy(Row binding) => Stored.Find(state, "/policies/all/", binding.Values["policy"]?.ToString());

    /// <summary>The name of the kind of an object, such as <c>Prompt Stage</c>.</summary>
    public string GetKindName(Row row) => state.Facts.FindNames(row.Resource)?["verbose_name"].AsString() ?? row.Resource.Title;

    private List<Row> FindBound(string path, string[] ids) => [.. Stored.FindAll(state, path)
        .Where(row => ids.Contains(row.Values[Target]?.ToString()))
        .OrderBy(row => row.Values["order"].AsNumber())];
}
