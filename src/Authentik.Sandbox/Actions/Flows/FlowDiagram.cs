using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Flows;

/// <summary>Draws a flow as the server does, in the language of Mermaid.</summary>
internal sealed class FlowDiagram(ServerState state, Row flow)
{
    private const string End = "done[[\"End of the flow\"]]";

    private readonly FlowParts parts = new(state);
    private readonly List<string> lines = ["graph TD"];
    private readonly List<string> later = [];

    public string Draw()
    {
        var start = $"flow_start[[\"Flow\n{flow.GetString("name")}\"]]";
        DrawFlowPolicies(start);
        var bindings = parts.FindStageBindings(flow);
        for (var index = 0; index < bindings.Count; index++)
        {
            DrawStage(bindings, index);
        }

        var last = bindings.Count == 0 ? "flow_start" : $"stage_{bindings.Count - 1}";
        return string.Join('\n', lines.Concat(later).Append($"{last} --> {End}"));
    }

    private void DrawFlowPolicies(string start)
    {
        var bindings = parts.FindPolicyBindings(flow);
        if (bindings.Count == 0)
        {
            lines.Add(start);
            return;
        }

        lines.Add("flow_pre[[\"Pre-flow policies\"]]");
        foreach (var (binding, index) in bindings.Select((binding, index) => (binding, index)))
        {
            lines.Add($"flow_pre --Binding {binding.Values["order"]}--> flow_policy_{index}{DescribePolicy(binding)}");
            lines.Add($"flow_policy_{index} --Policy denied--> {End}");
            lines.Add($"flow_policy_{index} --> {start}");
        }
    }

    private void DrawStage(IReadOnlyList<Row> bindings, int index)
    {
        var policies = parts.FindPolicyBindings(bindings[index]);
        var stage = $"stage_{index}{DescribeStage(bindings[index])}";
        lines.Add(policies.Count == 0 ? $"--> {stage}" : $"stage_{index}_policy_{policies.Count - 1} --Policy passed--> {stage}");
        foreach (var (policy, at) in policies.Select((policy, at) => (policy, at)))
        {
            later.Add($"{(index == 0 ? "flow_start" : $"stage_{index - 1}")} --> stage_{index}_policy_{at}{DescribePolicy(policy)}");
            var next = index + 1 < bindings.Count ? $"stage_{index + 1}{DescribeStage(bindings[index + 1])}" : End;
            later.Add($"stage_{index}_policy_{at} --Policy denied--> {next}");
        }
    }

    private string DescribeStage(Row binding) => parts.FindStage(binding) is { } stage
        ? $"([\"Stage ({parts.GetKindName(stage)})\n{stage.GetString("name")}\"])"
        : "([\"Stage\"])";

    private string DescribePolicy(Row binding) => parts.FindPolicy(binding) is { } policy
        ? $"{{{{\"Policy ({parts.GetKindName(policy)})\n{policy.GetString("name")}\"}}}}"
        : $"{{{{\"{(binding.Values["group"] is null ? "User" : "Group")}\"}}}}";
}
