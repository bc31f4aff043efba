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
        value = field == "launch_url" ? LaunchUrl(row) : null;
        return field == "launch_url";
    }

    // Without an address of its own, the application is taken to live where its provider sends people back to.
    private string? LaunchUrl(Row row)
    {
        if (row.Text("meta_launch_url") is { Length: > 0 } own)
        {
            return own;
        }

        var provider = row.Values["provider"] is { } id && World.Catalog.Find("Provider") is { } providers ? World.Objects.Find(providers, id.ToString()) : null;
        var first = provider?.Values["redirect_uris"] is JsonArray uris ? (uris.Count > 0 ? uris[0]?["url"].AsText() : null) : provider?.Text("redirect_uris")?.Split('\n')[0];
        return Uri.TryCreate(first, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.GetLeftPart(UriPartial.Authority) : null;
    }
}
