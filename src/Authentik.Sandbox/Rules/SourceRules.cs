using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Sources of all kinds.</summary>
internal sealed class SourceRules(World world) : ResourceRules(world)
{
    private const string Inbuilt = "goauthentik.io/sources/inbuilt";

    public override string Path => "/sources/all/";

    // Read in authentik's source, not seen on a server; older versions let it go.
    public override Answer? RefuseRemoval(Row row) =>
        World.IsFrom(2025, 10) && row.Text("managed") == Inbuilt ? Answers.Detail(400, "Built-in sources cannot be deleted") : null;

    /// <summary>
    /// Inside of another object a source is shown as nothing but a source: without its kind and its picture. A caller has to
    /// read the source itself to learn the kind.
    /// </summary>
    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = null;
        if (!view.IsNested)
        {
            return false;
        }

        (var isComputed, value) = field switch
        {
            "component" => (true, (JsonNode?)string.Empty),
            "verbose_name" => (true, "source"),
            "verbose_name_plural" => (true, "sources"),
            "meta_model_name" => (true, "authentik_core.source"),
            "icon_url" => (true, null),
            _ => (false, null),
        };
        return isComputed;
    }
}
