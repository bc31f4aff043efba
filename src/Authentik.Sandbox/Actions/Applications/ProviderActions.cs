using System.Text;
using System.Xml.Linq;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>What others need to know about providers and sources, and the state of their synchronization.</summary>
internal static class ProviderActions
{
    private const string OAuth = "/providers/oauth2/";
    private const string Saml = "/providers/saml/";

    private static readonly XNamespace Metadata = "urn:oasis:names:tc:SAML:2.0:metadata";

    // What is synchronized.
    private static readonly string[] Synchronized =
        ["/providers/scim/", "/providers/google_workspace/", "/providers/microsoft_entra/", "/sources/ldap/", "/sources/kerberos/"];

    public static ObjectAction[] OfObjects { get; } =
    [
        new(OAuth, "setup_urls", ShowUrls),
        new(Saml, "metadata", ShowProvider),
        new("/providers/wsfed/", "metadata", ShowProvider),
        new("/sources/saml/", "metadata", ShowSource),
        .. Synchronized.Select(path => new ObjectAction(path, "sync/status", ShowSync)),
    ];

    private static Row? FindApplication(ServerState state, Row provider) =>
        Stored.FindBy(state, "/core/applications/", "provider", provider.IdString);

    private static ApiResponse ShowUrls(ServerState state, ApiRequest request, Row provider)
    {
        var server = request.Origin + state.UrlPrefix;
        var root = $"{server}/application/o/";
        var own = FindApplication(state, provider) is { } application ? $"{root}{application.GetString("slug")}/" : null;
        var urls = new JsonObject
        {
            ["issuer"] = own is null || provider.GetString("issuer_mode") != "global" ? own : server + "/",
            ["authorize"] = root + "authorize/",
            ["token"] = root + "token/",
            ["user_info"] = root + "userinfo/",
            ["provider_info"] = own is null ? null : own + ".well-known/openid-configuration",
            ["logout"] = own is null ? null : own + "end-session/",
        };
        if (own is not null)
        {
            urls["jwks"] = own + "jwks/";
        }

        if (state.IsFrom(2026, 8))
        {
            urls["dcr_registration"] = null;
        }

        return Responses.Ok(urls);
    }

    // Without an application there is nothing to show.
    private static ApiResponse ShowProvider(ServerState state, ApiRequest request, Row provider)
    {
        if (FindApplication(state, provider) is not { } application)
        {
            return Responses.Ok(new JsonObject { ["metadata"] = string.Empty });
        }

        var start = $"{request.Origin}{state.UrlPrefix}/application/saml/{application.GetString("slug")}";
        var own = provider.GetString("issuer") ?? provider.GetString("issuer_override");
        var issuer = string.IsNullOrEmpty(own) ? "authentik" : own;
        var xml = Describe(issuer, "IDPSSODescriptor", "SingleSignOnService", $"{start}/sso/binding/redirect/");
        return request.FindValue("download") is null
            ? Responses.Ok(new JsonObject { ["metadata"] = xml })
            : new ApiResponse(200, Encoding.UTF8.GetBytes(xml), [
                new("Content-Type", "application/xml"),
                new("Content-Disposition", $"attachment; filename=\"{provider.GetString("name")}_authentik_meta.xml\"")]);
    }

    private static ApiResponse ShowSource(ServerState state, ApiRequest request, Row source)
    {
        var path = $"{state.UrlPrefix}/source/saml/{source.GetString("slug")}/";
        var service = request.Origin + path + "acs/";
        var issuer = source.GetString("issuer") is { Length: > 0 } own ? own : request.Origin + path + "metadata/";
        return Responses.Ok(new JsonObject
        {
            ["metadata"] = Describe(issuer, "SPSSODescriptor", "AssertionConsumerService", service),
            ["download_url"] = path + "metadata/",
        });
    }

    private static string Describe(string issuer, string role, string service, string address)
    {
        var binding = "urn:oasis:names:tc:SAML:2.0:bindings:" + (role[0] == 'I' ? "HTTP-Redirect" : "HTTP-POST");
        var endpoint = new XElement(Metadata + service, new XAttribute("Binding", binding), new XAttribute("Location", address));
        if (role[0] == 'S')
        {
            endpoint.Add(new XAttribute("index", "0"));
        }

        var descriptor = new XElement(
            Metadata + role, new XAttribute("protocolSupportEnumeration", "urn:oasis:names:tc:SAML:2.0:protocol"), endpoint);
        var prefix = new XAttribute(XNamespace.Xmlns + "md", Metadata.NamespaceName);
        var entity = new XElement(Metadata + "EntityDescriptor", prefix, new XAttribute("entityID", issuer), descriptor);
        return entity.ToString(SaveOptions.DisableFormatting);
    }

    private static ApiResponse ShowSync(ServerState state, ApiRequest request, Row row)
    {
        var status = new JsonObject { ["is_running"] = false };
        if (!state.IsFrom(2025, 8))
        {
            var (tasks, presenter) = (BackgroundWork.FindOf(state, row, BackgroundWork.SystemTasks), new Presenter(state));
            status["tasks"] = new JsonArray([.. tasks.Select(task => presenter.Show(task, new View(task.Resource, null, request)))]);
            return Responses.Ok(status);
        }

        // The first run is when the object is saved.
        var last = BackgroundWork.FindOf(state, row, BackgroundWork.Schedules)
            .SelectMany(schedule => BackgroundWork.FindOf(state, schedule, BackgroundWork.Tasks)).LastOrDefault();
        status["last_successful_sync"] = last?.GetString("mtime") ?? row.GetString("last_updated");
        status["last_sync_status"] = last?.GetString("aggregated_status") ?? "done";
        return Responses.Ok(status);
    }
}
