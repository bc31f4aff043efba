namespace Authentik.Commands;

/// <summary>The pages of authentik's admin interface, and the paths of the API for what they show.</summary>
internal static class InterfaceRoutes
{
    // The route after the # of a page's address, and the path of the API. What follows in an address identifies one object.
    private static readonly (string Route, string Path)[] Pages =
    [
        ("administration/overview", "admin/system"),
        ("administration/dashboard/users", "core/users"),
        ("administration/system-tasks", "tasks/tasks"),
        ("core/applications", "core/applications"),
        ("core/providers", "providers/all"),
        ("core/sources", "sources/all"),
        ("core/property-mappings", "propertymappings/all"),
        ("core/tokens", "core/tokens"),
        ("core/brands", "core/brands"),
        ("identity/users", "core/users"),
        ("identity/groups", "core/groups"),
        ("identity/roles", "rbac/roles"),
        ("identity/initial-permissions", "rbac/initial_permissions"),
        ("flow/flows", "flows/instances"),
        ("flow/stages", "stages/all"),
        ("flow/stages/prompts", "stages/prompt/prompts"),
        ("flow/stages/invitations", "stages/invitation/invitations"),
        ("policy/policies", "policies/all"),
        ("policy/reputation", "policies/reputation/scores"),
        ("events/log", "events/events"),
        ("events/rules", "events/rules"),
        ("events/transports", "events/transports"),
        ("events/lifecycle-rules", "lifecycle/rules"),
        ("events/lifecycle-reviews", "lifecycle/iterations"),
        ("events/offboardings", "lifecycle/user_offboarding"),
        ("events/exports", "reports/exports"),
        ("outpost/outposts", "outposts/instances"),
        ("outpost/integrations", "outposts/service_connections/all"),
        ("endpoints/devices", "endpoints/devices"),
        ("endpoints/connectors", "endpoints/connectors"),
        ("endpoints/groups", "endpoints/device_access_groups"),
        ("requests/rules", "requests/rules"),
        ("requests/access-requests", "requests/grant-requests"),
        ("crypto/certificates", "crypto/certificatekeypairs"),
        ("blueprints/instances", "managed/blueprints"),
        ("files", "admin/file"),
        ("admin/settings", "admin/settings"),
        ("enterprise/licenses", "enterprise/license"),
    ];

    /// <summary>The paths of all pages.</summary>
    public static IEnumerable<string> Paths => Pages.Select(page => page.Path);

    /// <summary>Finds the path of the API for a route such as <c>/identity/users/5;{...}</c>; null for an unknown page.</summary>
    public static string? FindPath(string route)
    {
        var parts = route.Split(';', '?')[0].Trim('/').Split('/');
        for (var length = parts.Length; length > 0; length--)
        {
            if (Array.Find(Pages, page => page.Route == string.Join('/', parts[..length])).Path is { } path)
            {
                return string.Join('/', [path, .. parts[length..].Take(1)]);
            }
        }

        return null;
    }
}
