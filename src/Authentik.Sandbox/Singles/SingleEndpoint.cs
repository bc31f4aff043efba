using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.Singles;

/// <summary>A URL that stands for no object.</summary>
/// <param name="Path">Its path below the API's root.</param>
/// <param name="IsPublic">True when nobody needs a token for it.</param>
/// <param name="Get">What it answers to GET.</param>
internal sealed record SingleEndpoint(string Path, bool IsPublic, Func<World, ApiCall, Answer> Get)
{
    private const string Allowed = "GET, HEAD, OPTIONS";

    public Answer Answer(World world, ApiCall call) => call.Method switch
    {
        "GET" or "HEAD" => Get(world, call),
        _ => Answers.MethodNotAllowed(call.Method, Allowed),
    };
}
