using System.Text.Json.Nodes;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Flows: where they can be fetched from, and the picture behind them.</summary>
internal sealed class FlowRules(World world) : ResourceRules(world)
{
    private const string Picture = "/static/dist/assets/images/flow_background.jpg";

    public override string Path => "/flows/instances/";

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        (var isComputed, value) = field switch
        {
            "export_url" => (true, (JsonNode?)$"{World.BasePath.TrimEnd('/')}/api/v3/flows/instances/{row.Text("slug")}/export/"),
            "background_url" => (true, row.Text("background") is { Length: > 0 } own ? own : Picture),
            "background" when !World.IsFrom(2025, 12) => (true, row.Text("background") is { Length: > 0 } own ? own : Picture),
            _ => (false, null),
        };
        return isComputed;
    }
}
