using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Proxy providers: a request that does not say the mode is taken to mean the mode that wants an internal host.</summary>
internal sealed class ProxyProviderRules(World world) : ResourceRules(world)
{
    private const string Proxy = "proxy";
    private const string CallbackQuery = "?X-authentik-auth-callback=true";
    private const string Callback = "/outpost.goauthentik.io/callback" + CallbackQuery;
    private const string Addresses = "redirect_uris";

    private static readonly string[] Mappings =
    [
        "goauthentik.io/providers/oauth2/scope-openid", "goauthentik.io/providers/oauth2/scope-email", "goauthentik.io/providers/oauth2/scope-profile",
        "goauthentik.io/providers/oauth2/scope-entitlements", "goauthentik.io/providers/proxy/scope-proxy",
    ];

    public override string Path => "/providers/proxy/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        // Only the request counts, also where the stored object has the mode and the host.
        var mode = change.Values["mode"]?.ToString() ?? Proxy;
        if (mode == Proxy && string.IsNullOrEmpty(change.Values["internal_host"]?.ToString()))
        {
            errors.Add("internal_host", "Internal host cannot be empty when forward auth is disabled.");
        }

        return null;
    }

    // The only provider that a server gives mappings and addresses by itself.
    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && row.Values["property_mappings"] is JsonArray { Count: 0 } && World.Catalog.AtPath("/propertymappings/provider/scope/") is { } scopes)
        {
            row.Values["property_mappings"] = World.Objects.Rows(scopes).Where(scope => Mappings.Contains(scope.Text("managed"))).Select(scope => scope.IdText).ToJson();
        }

        if (row.Text("external_host") is { Length: > 0 } host)
        {
            string[] addresses = [host.TrimEnd('/') + Callback, host.TrimEnd('/') + CallbackQuery];
            var isLines = row.Resource.TryField(Addresses, out var field) && World.Catalog.IsLines(field);
            row.Values[Addresses] = isLines ? string.Join('\n', addresses) : new JsonArray([.. addresses.Select(Address)]);
        }
    }

    private static JsonObject Address(string url) => new() { ["matching_mode"] = "strict", ["url"] = url };
}
