using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.OAuth;

/// <summary>The URLs of signing in. They lie beside the API, below the path of the server.</summary>
internal static class OAuthEndpoints
{
    private const string Root = "/application/o/";

    /// <summary>The answer; null when the path is nothing of the kind.</summary>
    public static Answer? Answer(World world, ApiCall call)
    {
        var start = world.BasePath.TrimEnd('/') + Root;
        if (!call.Path.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        return call.Path[start.Length..] switch
        {
            "token/" => Post(call, new TokenEndpoint(world).Answer),
            "device/" => Post(call, new DeviceEndpoint(world).Answer),
            var other => Answers.NotModelled($"{call.Method} {Root}{other}"),
        };
    }

    private static Answer Post(ApiCall call, Func<ApiCall, Answer> answer) => call.Method == "POST" ? answer(call) : OAuthAnswers.MethodNotAllowed();
}
