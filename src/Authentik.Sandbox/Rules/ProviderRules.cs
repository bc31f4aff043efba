using System.Text.RegularExpressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Providers of all kinds: the application that uses them, and the outposts that serve them.</summary>
internal sealed class AnyProviderRules(ServerState state) : ResourceRules(state)
{
    // They can work in the background, besides the provider of an application; authentik's own classes say so.
    private static readonly HashSet<string> BackchannelKinds =
        ["LdapProvider", "ScimProvider", "SsfProvider", "GoogleWorkspaceProvider", "MicrosoftEntraProvider"];

    public override string Path => "/providers/all/";

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        (var isComputed, value) = field switch
        {
            "assigned_application_slug" => (true, (JsonNode?)FindApplication(row)?.GetString("slug")),
            "assigned_application_name" => (true, FindApplication(row)?.GetString("name")),
            "assigned_backchannel_application_slug" => (true, FindBackchannelApplication(row)?.GetString("slug")),
            "assigned_backchannel_application_name" => (true, FindBackchannelApplication(row)?.GetString("name")),
            "outpost_set" => (true, FindOutposts(row).Select(outpost => State.Describe(outpost, outpost.Resource)).ToJson()),
            _ => (false, null),
        };
        return isComputed;
    }

    // Seen on 2024.10, not on 2025.10; the version of the change is a guess.
    public override bool Omits(Row row, string field) =>
        field.StartsWith("assigned_backchannel_", StringComparison.Ordinal)
        && !State.IsFrom(2024, 12)
        && FindBackchannelApplication(row) is null;

    // Outposts get the settings of those providers only that an application uses; one for LDAP can work in its background.
    public override bool IsShownIn(Row row, Resource list) => !list.Path.StartsWith("/outposts/", StringComparison.Ordinal)
        || FindApplication(row) is not null
        || (BackchannelKinds.Contains(row.Resource.Noun) && FindBackchannelApplication(row) is not null);

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "application" => FindApplication(row)?.IdString == values[^1],
        "application__isnull" => IsUnused(row, FilterValues.IsTrue(values[^1])),
        "backchannel" or "is_backchannel" => FilterValues.IsTrue(values[^1]) == BackchannelKinds.Contains(row.Resource.Noun),
        _ => null,
    };

    // One of both is enough, whichever is asked for.
    private bool IsUnused(Row row, bool wanted) => wanted == FindApplication(row) is null
        || (BackchannelKinds.Contains(row.Resource.Noun) && wanted == FindBackchannelApplication(row) is null);

    private Row? FindApplication(Row row) =>
        FindApplications().FirstOrDefault(application => application.Values["provider"]?.ToString() == row.IdString);

    private Row? FindBackchannelApplication(Row row) =>
        FindApplications().FirstOrDefault(application => application.Values["backchannel_providers"].AsStrings().Contains(row.IdString));

    private IEnumerable<Row> FindOutposts(Row row) => State.Catalog.Find("Outpost") is { } outposts
        ? State.Objects.FindAll(outposts).Where(outpost => outpost.Values["providers"].AsStrings().Contains(row.IdString))
        : [];

    private IEnumerable<Row> FindApplications() =>
        State.Catalog.Find("Application") is { } applications ? State.Objects.FindAll(applications) : [];
}

/// <summary>OAuth2 providers: redirect URIs that are patterns must be valid ones.</summary>
internal sealed class OAuth2ProviderRules(ServerState state) : ResourceRules(state)
{
    public override string Path => "/providers/oauth2/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        var patterns = change.Values["redirect_uris"] is JsonArray uris ? uris.Select(FindBadPattern) : [];
        if (patterns.FirstOrDefault(pattern => pattern is not null) is { } bad)
        {
            errors.Add("redirect_uris", $"Invalid Regex Pattern: {bad}");
        }

        return null;
    }

    private static string? FindBadPattern(JsonNode? uri)
    {
        if (uri?["matching_mode"].AsString() != "regex" || uri["url"].AsString() is not { } pattern)
        {
            return null;
        }

        try
        {
            _ = new Regex(pattern);
            return null;
        }
        catch (ArgumentException)
        {
            return pattern;
        }
    }
}

/// <summary>Proxy providers: without a mode, a request is taken for the mode that requires an internal host.</summary>
internal sealed class ProxyProviderRules(ServerState state) : ResourceRules(state)
{
    private const string Proxy = "proxy";
    private const string CallbackQuery = "?X-authentik-auth-callback=true";
    private const string Callback = "/outpost.goauthentik.io/callback" + CallbackQuery;
    private const string RedirectUris = "redirect_uris";

    private static readonly string[] Mappings =
    [
        "goauthentik.io/providers/oauth2/scope-openid",
        "goauthentik.io/providers/oauth2/scope-email",
        "goauthentik.io/providers/oauth2/scope-profile",
        "goauthentik.io/providers/oauth2/scope-entitlements",
        "goauthentik.io/providers/proxy/scope-proxy",
    ];

    public override string Path => "/providers/proxy/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        // Only the request counts, even when the stored object has another mode or a host.
        var mode = change.Values["mode"]?.ToString() ?? Proxy;
        if (mode == Proxy && string.IsNullOrEmpty(change.Values["internal_host"]?.ToString()))
        {
            errors.Add("internal_host", "Internal host cannot be empty when forward auth is disabled.");
        }

        return null;
    }

    // The only provider that gets its mappings and redirect URIs from the server.
    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        var hasNoMappings = row.Values["property_mappings"] is JsonArray { Count: 0 };
        if (isNew && hasNoMappings && State.Catalog.FindByPath("/propertymappings/provider/scope/") is { } scopes)
        {
            var defaults = State.Objects.FindAll(scopes).Where(scope => Mappings.Contains(scope.GetString("managed")));
            row.Values["property_mappings"] = defaults.Select(scope => scope.IdString).ToJson();
        }

        if (row.GetString("external_host") is { Length: > 0 } host)
        {
            string[] addresses = [host.TrimEnd('/') + Callback, host.TrimEnd('/') + CallbackQuery];
            var isLines = row.Resource.TryFindField(RedirectUris, out var field) && State.Catalog.IsLines(field);
            row.Values[RedirectUris] = isLines ? string.Join('\n', addresses) : new JsonArray([.. addresses.Select(CreateAddress)]);
        }
    }

    private static JsonObject CreateAddress(string url) => new() { ["matching_mode"] = "strict", ["url"] = url };
}

/// <summary>SAML providers: URLs that contain the slug of the application.</summary>
internal sealed class SamlProviderRules(ServerState state) : ResourceRules(state)
{
    // The URLs of a provider without an application.
    private const string NoUrl = "-";

    private const string DefaultIssuer = "authentik";

    private static readonly Dictionary<string, string> Urls = new(StringComparer.Ordinal)
    {
        ["url_sso_post"] = "sso/binding/post/",
        ["url_sso_redirect"] = "sso/binding/redirect/",
        ["url_sso_init"] = "sso/binding/init/",
        ["url_slo_post"] = "slo/binding/post/",
        ["url_slo_redirect"] = "slo/binding/redirect/",
        ["url_unified"] = string.Empty,
        ["url_unified_init"] = "init/",
    };

    public override string Path => "/providers/saml/";

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field switch
        {
            "url_download_metadata" => FindMetadataUrl(row, view),
            "url_issuer" => FindIssuer(row, view),
            _ when Urls.TryGetValue(field, out var path) => FindStart(row, view) is { } start ? start + path : NoUrl,
            _ => null,
        };
        return value is not null;
    }

    private string FindMetadataUrl(Row row, View view) => FindStart(row, view) is { } start && State.IsFrom(2025, 2)
        ? start + "metadata/"
        : $"{view.Request.Origin}{State.ApiPrefix}/providers/saml/{row.IdString}/metadata/?download";

    private string FindIssuer(Row row, View view) => row.GetString("issuer_override") is { Length: > 0 } own ? own
        : FindStart(row, view) is { } start ? start + "metadata/"
        : DefaultIssuer;

    private string? FindStart(Row row, View view)
    {
        var applications = State.Catalog.Find("Application");
        var application = applications is null ? null : State.Objects.FindBy(applications, "provider", row.IdString);
        return application is null
            ? null
            : $"{view.Request.Origin}{State.UrlPrefix}/application/saml/{application.GetString("slug")}/";
    }
}
