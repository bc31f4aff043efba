using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Applications: where a click leads, and that a provider serves one of them only.</summary>
internal sealed class ApplicationRules(World world) : ResourceRules(world)
{
    public override string Path => "/core/applications/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        var provider = change.Values["provider"]?.ToString();
        if (provider is not null && World.Objects.Rows(change.Resource).Any(row => row != change.Existing && row.Values["provider"]?.ToString() == provider))
        {
            errors.Add("provider", "Application with this provider already exists.");
        }

        return null;
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == "launch_url" && row.Text("meta_launch_url") is { Length: > 0 } url ? url : null;
        return field == "launch_url";
    }
}
