using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Actions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.OAuth;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Endpoints;

/// <summary>Responds to requests. The operations of the version decide whether a URL exists.</summary>
internal sealed class Server(ServerState state, SignIns signIns, Func<string, string?> findUsername)
{
    public ApiResponse Respond(ApiRequest request)
    {
        var response = RespondWithBody(request).AddHeader("X-authentik-id", request.Id);
        return request.Method == "HEAD" ? response.RemoveBody() : response;
    }

    private ApiResponse RespondWithBody(ApiRequest request)
    {
        var start = state.ApiPrefix;
        return request.Path.StartsWith(start + "/", StringComparison.Ordinal)
            ? RespondFromApi(request, request.Path[start.Length..])
            : RespondOutsideApi(request);
    }

    private ApiResponse RespondFromApi(ApiRequest request, string url)
    {
        if (state.Paths.Find(url) is not { } path)
        {
            return Responses.UnknownUrl(request.Method);
        }

        if (path.Allows(request.Method) && ListActions.Find(path, request.Method) is { } action)
        {
            return RespondToUser(request, action.Caller == Caller.Anyone, () => Respond(request, action));
        }

        if (state.Router.Find(url) is { } route)
        {
            return RespondToUser(request, false, () => new ResourceEndpoint(state, route).Respond(request));
        }

        return path.Allows(request.Method)
            ? Responses.NotModelled($"{request.Method} {url}")
            : Responses.MethodNotAllowed(request.Method, path.Allow);
    }

    private ApiResponse Respond(ApiRequest request, ListAction action) =>
        action.Caller == Caller.Administrator && !new Permissions(state, request).IsSuperuser
            ? Responses.PermissionDenied()
            : action.Respond(state, request);

    private ApiResponse RespondToUser(ApiRequest request, bool isPublic, Func<ApiResponse> respond)
    {
        if (!request.AcceptsJson)
        {
            return Responses.Detail(406, "Could not satisfy the request Accept header.");
        }

        return (isPublic ? null : new Authentication(state, findUsername).Authenticate(request)) ?? RespondOrReject(request, respond);
    }

    private static ApiResponse RespondOrReject(ApiRequest request, Func<ApiResponse> respond)
    {
        try
        {
            return respond();
        }
        catch (NotModelledException missing)
        {
            return Responses.NotModelled(missing.What);
        }
        catch (ServerCrashException)
        {
            return Responses.Crash(request.Method);
        }
    }

    private ApiResponse RespondOutsideApi(ApiRequest request)
    {
        var health = state.UrlPrefix + "/-/health/";
        return request.Path == health + "live/" || request.Path == health + "ready/"
            ? new ApiResponse(200, [], [])
            : new OAuthEndpoints(state, signIns).Respond(request) ?? Responses.UnknownUrl(request.Method);
    }
}
