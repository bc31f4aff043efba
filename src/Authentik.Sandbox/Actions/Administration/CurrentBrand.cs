using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>The brand that the server shows to the caller. In the sandbox it is the default brand, whatever the host name is.</summary>
internal static class CurrentBrand
{
    private static readonly string[] Flows =
    [
        "flow_authentication", "flow_user_switch", "flow_invalidation", "flow_recovery", "flow_unenrollment", "flow_user_settings",
        "flow_device_code", "flow_lockdown", "flow_request",
    ];

    private static readonly string[] NewerFields = ["branding_custom_css", "branding_map_tiles"];

    public static ApiResponse Get(ServerState state, ApiRequest request) => FindDefault(state) is { } brand
        ? Responses.Ok(Show(state, brand))
        : Responses.NotModelled("a server without a default brand");

    private static Row? FindDefault(ServerState state) => state.Catalog.FindByPath("/core/brands/") is { } brands
        ? state.Objects.FindAll(brands).FirstOrDefault(row => row.Values["default"].AsBoolean() == true)
        : null;

    private static JsonObject Show(ServerState state, Row brand)
    {
        var shown = new JsonObject
        {
            ["matched_domain"] = brand.GetString("domain"),
            ["branding_title"] = brand.GetString("branding_title"),
        };
        ShowPicture(state, brand, shown, "branding_logo");
        ShowPicture(state, brand, shown, "branding_favicon");
        foreach (var name in NewerFields.Where(name => IsReadable(state, brand.Resource, name)))
        {
            shown[name] = brand.GetString(name) ?? string.Empty;
        }

        var settings = state.Settings;
        shown["ui_footer_links"] = settings?["footer_links"]?.DeepClone() ?? new JsonArray();
        shown["ui_theme"] = "automatic";
        ShowFlows(state, brand, shown);
        shown["default_locale"] = string.Empty;
        if (state.IsFrom(2025, 8))
        {
            shown["flags"] = SettingFlags.Read(SettingFlags.FindPublicNames(state.Version), settings?["flags"]);
        }

        return shown;
    }

    private static bool IsReadable(ServerState state, Resource resource, string name) =>
        resource.TryFindField(name, out var field) && field.Readable.Contains(state.Version);

    private static void ShowPicture(ServerState state, Row brand, JsonObject shown, string name)
    {
        shown[name] = brand.GetString(name);
        if (state.IsFrom(2025, 12))
        {
            shown[name + "_themed_urls"] = null;
        }
    }

    // Flows are shown by their slugs; those that aren't set are left out.
    private static void ShowFlows(ServerState state, Row brand, JsonObject shown)
    {
        foreach (var name in Flows)
        {
            if (brand.GetString(name) is { } id && state.Catalog.FindByPath("/flows/instances/") is { } flows
                && state.Objects.Find(flows, id) is { } flow)
            {
                shown[name] = flow.GetString("slug");
            }
        }
    }
}
