using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Flows;

/// <summary>A flow as a blueprint: the flow, its prompts, policies and stages, and the bindings between them.</summary>
internal sealed class FlowExport(ServerState state, Row flow)
{
    private static readonly string[] StageKeys = ["target", "stage", "order"];
    private static readonly string[] PolicyKeys = ["target", "policy", "order"];

    private readonly FlowParts parts = new(state);

    public JsonObject Create()
    {
        var bindings = parts.FindStageBindings(flow);
        var policyBindings = bindings.Prepend(flow).SelectMany(parts.FindPolicyBindings).ToList();
        var stages = bindings.Select(parts.FindStage).OfType<Row>().Distinct().ToList();
        var prompts = stages.SelectMany(FindPrompts).Distinct();
        var stagePolicies = stages.SelectMany(stage => stage.Values["validation_policies"].AsStrings())
            .Select(id => Stored.Find(state, "/policies/all/", id));
        var policies = policyBindings.Select(parts.FindPolicy).Concat(stagePolicies).OfType<Row>().Distinct();
        var entries = new[] { CreateEntry(flow, "slug") }
            .Concat(policies.Select(row => CreateEntry(row)))
            .Concat(prompts.Select(row => CreateEntry(row)))
            .Concat(stages.Select(row => CreateEntry(row)))
            .Concat(bindings.Select(row => CreateEntry(row, StageKeys)))
            .Concat(policyBindings.Select(row => CreateEntry(row, PolicyKeys)));
        return new JsonObject
        {
            ["context"] = new JsonObject(),
            ["entries"] = new JsonArray([.. entries]),
            ["metadata"] = new JsonObject
            {
                ["labels"] = new JsonObject { ["blueprints.goauthentik.io/generated"] = "true" },
                ["name"] = $"authentik Export - {state.Timestamp}",
            },
            ["version"] = 1,
        };
    }

    private IEnumerable<Row> FindPrompts(Row stage) => stage.Resource.Path == "/stages/prompt/stages/"
        ? stage.Values["fields"].AsStrings().Select(id => Stored.Find(state, "/stages/prompt/prompts/", id)).OfType<Row>()
        : [];

    private JsonObject CreateEntry(Row row, params string[] keys)
    {
        var identifiers = new JsonObject { ["pk"] = row.Id.DeepClone() };
        foreach (var key in keys)
        {
            identifiers[key] = row.Values[key]?.DeepClone();
        }

        var attributes = new JsonObject();
        foreach (var field in state.Catalog.FindWritable(row.Resource, row.Kind).Where(field => !keys.Contains(field.Name)))
        {
            attributes[field.Name] = row.Values[field.Name]?.DeepClone();
        }

        return new JsonObject
        {
            ["attrs"] = attributes,
            ["conditions"] = new JsonArray(),
            ["identifiers"] = identifiers,
            ["model"] = state.Facts.FindModel(row.Resource),
            ["permissions"] = new JsonArray(),
            ["state"] = "present",
        };
    }
}
