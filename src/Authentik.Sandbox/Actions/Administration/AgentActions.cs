using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>What programs on devices read. Only a token of an enrolled device lets them, and no device can be enrolled here.</summary>
internal static class AgentActions
{
    private const string Scheme = "bearer+agent ";

    public static ListAction[] OfLists { get; } =
    [
        new("GET", "/endpoints/agents/connectors/agent_config/", (_, request) => Reject(request)) { Caller = Caller.Anyone },
    ];

    private static ApiResponse Reject(ApiRequest request) =>
        request.Authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            ? Responses.PermissionDenied()
            : Responses.NotAuthenticated();
}
