using System.Text.Json.Nodes;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Single values that a server works out, where a resource has no other rules.</summary>
internal sealed class ComputedRules(World world, string path, string field, Func<Row, View, JsonNode?> compute) : ResourceRules(world)
{
    // What a SAML provider shows as addresses while no application uses it.
    private const string NoAddress = "-";

    private static readonly Dictionary<string, string> Modes = new(StringComparer.Ordinal)
    {
        ["local"] = "authentik inbuilt notifications",
        ["webhook"] = "Generic Webhook",
        ["webhook_slack"] = "Slack Webhook (Slack/Discord)",
        ["email"] = "Email",
    };

    private static readonly string[] SamlAddresses =
        ["url_sso_post", "url_sso_redirect", "url_sso_init", "url_slo_post", "url_slo_redirect", "url_unified", "url_unified_init"];

    public override string Path => path;

    /// <summary>All of them.</summary>
    public static IEnumerable<ResourceRules> All(World world) =>
    [
        new ComputedRules(world, "/events/transports/", "mode_verbose", (row, _) => Modes.GetValueOrDefault(row.Text("mode") ?? string.Empty)),
        new ComputedRules(world, "/outposts/instances/", "refresh_interval_s", (_, _) => 300),
        new ComputedRules(world, "/outposts/instances/", "token_identifier", (row, _) => $"ak-outpost-{row.IdText}-api"),
        new ComputedRules(world, "/policies/geoip/", "countries_obj", (row, _) => new JsonArray([.. row.Values["countries"].AsTexts().Select(Country)])),
        new ComputedRules(world, "/providers/saml/", "url_download_metadata", (row, view) => $"{view.Call.Origin}{world.BasePath.TrimEnd('/')}/api/v3/providers/saml/{row.IdText}/metadata/?download"),
        .. SamlAddresses.Select(address => new ComputedRules(world, "/providers/saml/", address, (_, _) => NoAddress)),
    ];

    public override bool TryCompute(Row row, string name, View view, out JsonNode? value)
    {
        value = name == field ? compute(row, view) : null;
        return name == field;
    }

    // The sandbox has no list of countries: the code stands for the name.
    private static JsonObject Country(string code) => new() { ["code"] = code, ["name"] = code };
}
