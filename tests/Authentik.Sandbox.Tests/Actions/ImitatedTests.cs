using Authentik.Book;
using Authentik.Sandboxing.Endpoints;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Which actions the sandbox doesn't imitate. The README lists them.</summary>
public class ImitatedTests
{
    private static readonly string[] Left =
    [
        "GET /flows/executor/{flow_slug}/",
        "GET /flows/inspector/{flow_slug}/",
        "GET /outposts/ldap/{id}/check_access/",
        "GET /outposts/radius/{id}/check_access/",
        "GET /providers/oauth2/{id}/preview_user/",
        "GET /providers/saml/{id}/preview_user/",
        "GET /providers/wsfed/{id}/preview_user/",
        "GET /schema/",
        "GET /sources/ldap/{slug}/debug/",
        "POST /core/users/account_lockdown/",
        "POST /core/users/switch/",
        "POST /endpoints/agents/connectors/auth_fed/",
        "POST /endpoints/agents/connectors/auth_ia/",
        "POST /endpoints/agents/connectors/check_in/",
        "POST /endpoints/agents/connectors/enroll/",
        "POST /endpoints/agents/connectors/{connector_uuid}/mdm_config/",
        "POST /endpoints/agents/psso/register/device/",
        "POST /endpoints/agents/psso/register/user/",
        "POST /events/transports/{uuid}/test/",
        "POST /flows/executor/{flow_slug}/",
        "POST /policies/all/{policy_uuid}/test/",
        "POST /propertymappings/all/{pm_uuid}/test/",
        "POST /providers/google_workspace/{id}/sync/object/",
        "POST /providers/microsoft_entra/{id}/sync/object/",
        "POST /providers/scim/{id}/sync/object/",
        "POST /requests/grant-requests/agent/",
        "POST /sources/plex/redeem_token/",
        "POST /sources/plex/redeem_token_authenticated/",
        "POST /sources/telegram/{slug}/connect_user/",
        "POST /stages/authenticator/duo/{stage_uuid}/enrollment_status/",
        "POST /stages/authenticator/duo/{stage_uuid}/import_device_manual/",
        "POST /stages/authenticator/duo/{stage_uuid}/import_devices_automatic/",
        "POST /stages/prompt/prompts/preview/",
    ];

    public static TheoryData<string> Versions =>
        [Resources.Book.Oldest.ToString(), "2024.12.5", "2025.6.4", "2025.10.4", "2026.2.2", Resources.Book.Newest.ToString()];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Only_these_actions_are_left(string version)
    {
        var options = new SandboxOptions { Version = ServerVersion.Parse(version) };
        var state = Sandbox.CreateState(options);
        var operations = ApiOperations.All.Where(operation => operation.Versions.Contains(options.Version)).ToList();
        var left = operations.Where(operation => !IsImitated(state, operation)).Select(operation => operation.ToString()).ToList();
        var expected = Left.Where(line => operations.Exists(operation => operation.ToString() == line)).ToList();
        Assert.True(
            left.Except(expected).Concat(expected.Except(left)).ToList() is { Count: 0 },
            string.Join('\n', left.Order(StringComparer.Ordinal)));
    }

    private static bool IsImitated(ServerState state, ApiOperation operation)
    {
        var url = string.Join('/', operation.Path.Split('/').Select(segment => segment.StartsWith('{') ? "x" : segment));
        return ListActions.Find(state.Paths.Find(url)!, operation.Method) is not null
            || (state.Router.Find(url) is { } route
                && (route.Action is null or "used_by" || ObjectActions.Find(route.Resource, route.Action) is not null));
    }
}
