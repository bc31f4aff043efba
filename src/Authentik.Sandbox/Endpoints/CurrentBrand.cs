using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Singles;

/// <summary>How the server presents itself to the caller: by the default brand, whatever name it was called by.</summary>
internal static class CurrentBrand
{
    private static readonly string[] Flows =
    [
        "flow_authentication", "flow_user_switch", "flow_invalidation", "flow_recovery", "flow_unenrollment", "flow_user_settings",
        "flow_device_code", "flow_lockdown", "flow_request",
    ];

    private static readonly string[] Newer = ["branding_custom_css", "branding_map_tiles"];

    public static Answer Get(World world, ApiCall call) =>
        world.Catalog.AtPath("/core/brands/") is { } brands && world.Objects.Rows(brands).FirstOrDefault(row => row.Values["default"].AsBoolean() == true) is { } brand
            ? Answers.Ok(Show(world, brand))
            : Answers.NotModelled("a server without a default brand");

    private static JsonObject Show(World world, Row brand)
    {
        var shown = new JsonObject { ["matched_domain"] = brand.Text("domain"), ["branding_title"] = brand.Text("branding_title") };
        ShowPicture(world, brand, shown, "branding_logo");
        ShowPicture(world, brand, shown, "branding_favicon");
        foreach (var name in Newer.Where(name => brand.Resource.TryField(name, out var field) && field.Readable.Contains(world.Version)))
        {
            shown[name] = brand.Text(name) ?? string.Empty;
        }

        var settings = Settings.Of(world);
        shown["ui_footer_links"] = settings?["footer_links"]?.DeepClone() ?? new JsonArray();
        shown["ui_theme"] = "automatic";
        ShowFlows(world, brand, shown);
        shown["default_locale"] = string.Empty;
        if (world.IsFrom(2025, 8))
        {
            shown["flags"] = Flags.Public(world, settings?["flags"]);
        }

        return shown;
    }

    private static void ShowPicture(World world, Row brand, JsonObject shown, string name)
    {
        shown[name] = brand.Text(name);
        if (world.IsFrom(2025, 12))
        {
            shown[name + "_themed_urls"] = null;
        }
    }

    // By their slugs, and those that are not set not at all.
    private static void ShowFlows(World world, Row brand, JsonObject shown)
    {
        foreach (var name in Flows)
        {
            if (brand.Text(name) is { } id && world.Catalog.AtPath("/flows/instances/") is { } flows && world.Objects.Find(flows, id) is { } flow)
            {
                shown[name] = flow.Text("slug");
            }
        }
    }
}
