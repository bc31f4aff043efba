using System.Text.Json.Nodes;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Stages of all kinds: the flows that they are bound to.</summary>
internal sealed class StageRules(World world) : ResourceRules(world)
{
    public override string Path => "/stages/all/";

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isAsked = field == "flow_set";
        value = isAsked ? Flows(row, view) : null;
        return isAsked;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter == "no_flows" ? Lists.FilterValues.IsTrue(values[^1]) == !FlowsOf(row).Any() : null;

    private JsonArray Flows(Row row, View view)
    {
        var shape = row.Resource.TryField("flow_set", out var field) ? field.Shape : null;
        var presenter = new Presenter(World);
        return shape is null ? [] : new JsonArray([.. FlowsOf(row).Select(flow => presenter.ShowAs(flow, shape, view with { As = flow.Resource, Kind = null, IsNested = true }))]);
    }

    private IEnumerable<Row> FlowsOf(Row row)
    {
        if (World.Catalog.AtPath("/flows/bindings/") is not { } bindings || World.Catalog.AtPath("/flows/instances/") is not { } flows)
        {
            return [];
        }

        return World.Objects.Rows(bindings).Where(binding => binding.Values["stage"]?.ToString() == row.IdText)
            .Select(binding => World.Objects.Find(flows, binding.Values["target"]!.ToString())).OfType<Row>().DistinctBy(flow => flow.IdText);
    }
}
