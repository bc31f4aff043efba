using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Flows: what is bound to them, and the URLs of their export and background picture.</summary>
internal sealed class FlowInstanceRules(ServerState state) : ResourceRules(state)
{
    private const string Picture = "/static/dist/assets/images/flow_background.jpg";

    public override string Path => "/flows/instances/";

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        (var isComputed, value) = field switch
        {
            "stages" => (true, (JsonNode?)ListBound(row, "/flows/bindings/", "stage")),
            "policies" => (true, ListBound(row, "/policies/bindings/", "policy")),
            "export_url" => (true, $"{State.ApiPrefix}/flows/instances/{row.GetString("slug")}/export/"),
            "background_url" => (true, row.GetString("background") is { Length: > 0 } own ? own : Picture),
            "background" when !State.IsFrom(2025, 12) => (true, row.GetString("background") is { Length: > 0 } own ? own : Picture),
            _ => (false, null),
        };
        return isComputed;
    }

    // In the order in which they were bound.
    private JsonArray ListBound(Row flow, string path, string field) => State.Catalog.FindByPath(path) is { } bindings
        ? State.Objects.FindAll(bindings)
            .Where(binding => binding.GetString("target") == flow.IdString)
            .Select(binding => binding.GetString(field)).OfType<string>().ToJson()
        : [];
}

/// <summary>Stages of all kinds: the flows that use them.</summary>
internal sealed class StageRules(ServerState state) : ResourceRules(state)
{
    public override string Path => "/stages/all/";

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isAsked = field == "flow_set";
        value = isAsked ? ShowFlows(row, view) : null;
        return isAsked;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter == "no_flows" ? FilterValues.IsTrue(values[^1]) == !FindFlows(row).Any() : null;

    private JsonArray ShowFlows(Row row, View view)
    {
        var shape = row.Resource.TryFindField("flow_set", out var field) ? field.Shape : null;
        var presenter = new Presenter(State);
        var inside = view with { Kind = null };
        var flows = shape is null ? [] : FindFlows(row);
        return new JsonArray([.. flows.Select(flow => presenter.ShowNested(flow, shape!, inside with { Resource = flow.Resource }))]);
    }

    private IEnumerable<Row> FindFlows(Row row)
    {
        var flows = State.Catalog.FindByPath("/flows/instances/");
        if (flows is null || State.Catalog.FindByPath("/flows/bindings/") is not { } bindings)
        {
            return [];
        }

        return State.Objects.FindAll(bindings).Where(binding => binding.Values["stage"]?.ToString() == row.IdString)
            .Select(binding => State.Objects.Find(flows, binding.Values["target"]!.ToString()))
            .OfType<Row>()
            .DistinctBy(flow => flow.IdString);
    }
}

/// <summary>Prompts: the stages that show them.</summary>
internal sealed class PromptRules(ServerState state) : ResourceRules(state)
{
    public override string Path => "/stages/prompt/prompts/";

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isAsked = field is "promptstage_set" or "prompt_stages_obj";
        value = isAsked ? ShowStages(row, field, view) : null;
        return isAsked;
    }

    private JsonArray ShowStages(Row row, string name, View view)
    {
        if (State.Catalog.FindByPath("/stages/prompt/stages/") is not { } stages || !row.Resource.TryFindField(name, out var field))
        {
            return [];
        }

        var (presenter, inside) = (new Presenter(State), view with { Resource = stages, Kind = null });
        var showing = State.Objects.FindAll(stages).Where(stage => stage.Values["fields"].AsStrings().Contains(row.IdString));
        return new JsonArray([.. showing.Select(stage => presenter.ShowNested(stage, field.Shape!, inside))]);
    }
}

/// <summary>The stage that validates a second factor: to let users configure one, it needs a stage that does so.</summary>
internal sealed class ValidateStageRules(ServerState state) : ResourceRules(state)
{
    private const string Action = "not_configured_action";

    public override string Path => "/stages/authenticator/validate/";

    // Only the request counts: stages that are already stored don't help.
    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Values[Action]?.ToString() == "configure" && change.Values["configuration_stages"] is not JsonArray { Count: > 0 })
        {
            errors.Add(Action, "When \"Not configured action\" is set to \"Configure\", you must set a configuration stage.");
        }

        return null;
    }
}
