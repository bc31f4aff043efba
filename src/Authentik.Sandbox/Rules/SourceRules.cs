using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Sources of all kinds.</summary>
internal sealed class SourceRules(World world) : ResourceRules(world)
{
    private const string Inbuilt = "goauthentik.io/sources/inbuilt";

    private static readonly Dictionary<string, string> Pictures = new(StringComparer.Ordinal)
    {
        ["/sources/kerberos/"] = "/static/authentik/sources/kerberos.png",
        ["/sources/ldap/"] = "/static/authentik/sources/ldap.png",
        ["/sources/plex/"] = "/static/authentik/sources/plex.svg",
        ["/sources/saml/"] = "/static/authentik/sources/saml.png",
        ["/sources/telegram/"] = "/static/authentik/sources/telegram.svg",
    };

    public override string Path => "/sources/all/";

    // Read in authentik's source, not seen on a server; older versions let it go.
    public override Answer? RefuseRemoval(Row row) =>
        World.IsFrom(2025, 10) && row.Text("managed") == Inbuilt ? Answers.Detail(400, "Built-in sources cannot be deleted") : null;

    // Each kind has a picture of its own, where it has none that somebody chose.
    private static string? Picture(Row row) => row.Text("icon") is { Length: > 0 } own ? own : Pictures.GetValueOrDefault(row.Resource.Path);

    /// <summary>
    /// Inside of another object a source is shown as nothing but a source: without its kind and its picture. A caller has to
    /// read the source itself to learn the kind.
    /// </summary>
    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        if (!view.IsNested)
        {
            var isPicture = field == "icon_url" || (field == "icon" && !World.IsFrom(2025, 12));
            value = isPicture ? Picture(row) : null;
            return value is not null;
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
