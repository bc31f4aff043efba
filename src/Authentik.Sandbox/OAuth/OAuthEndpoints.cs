using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.OAuth;

/// <summary>The endpoints for signing in. They aren't part of the API, but below the path of the server.</summary>
internal sealed class OAuthEndpoints(ServerState state, SignIns signIns)
{
    private const string Root = "/application/o/";

    /// <summary>The response; null when the path isn't below that of these endpoints.</summary>
    public ApiResponse? Respond(ApiRequest request)
    {
        var start = state.UrlPrefix + Root;
        if (!request.Path.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        return request.Path[start.Length..] switch
        {
            "token/" => RespondToPost(request, new TokenEndpoint(state, signIns).Respond),
            "device/" => RespondToPost(request, new DeviceEndpoint(state, signIns).Respond),
            var other => Responses.NotModelled($"{request.Method} {Root}{other}"),
        };
    }

    private static ApiResponse RespondToPost(ApiRequest request, Func<ApiRequest, ApiResponse> respond) => request.Method == "POST"
        ? respond(request)
        : new ApiResponse(405, [], [new("Content-Type", Responses.Html), new("Allow", "POST, OPTIONS")]);
}

/// <summary>The responses of these endpoints, which aren't those of the API.</summary>
internal static class OAuthResponses
{
    public static ApiResponse Ok(JsonObject body) => CreateUncached(200, body);

    public static ApiResponse Error(ServerState state, ApiRequest request, string error)
    {
        var body = new JsonObject { ["error"] = error, ["error_description"] = OAuthErrors.Describe(error) };
        if (state.IsFrom(2025, 12))
        {
            body["request_id"] = request.Id;
        }

        return CreateUncached(400, body);
    }

    private static ApiResponse CreateUncached(int status, JsonObject body) =>
        Responses.Json(status, body).AddHeader("Cache-Control", "no-store").AddHeader("Pragma", "no-cache");
}
