using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.OAuth;
using Authentik.Sandboxing.Singles;

namespace Authentik.Sandboxing.Http;

/// <summary>The way of a request: address, form of the answer, who asks, then what is asked.</summary>
internal sealed class Server(World world, Func<string, string?> userOfToken)
{
    private const string Root = "/api/v3";

    // The first words of the API's paths. Below them lies much that the book does not describe (yet), which must not be taken
    // for something that authentik does not have.
    private static readonly HashSet<string> Areas = new(StringComparer.Ordinal)
    {
        "admin", "authenticators", "core", "crypto", "endpoints", "enterprise", "events", "flows", "lifecycle", "managed",
        "oauth2", "outposts", "policies", "propertymappings", "providers", "rac", "rbac", "reports", "root", "schema", "sources",
        "ssf", "stages", "tasks", "tenants",
    };

    public Answer Answer(ApiCall call)
    {
        var answer = AnswerOf(call).With("X-authentik-id", call.Id);
        return call.Method == "HEAD" ? answer.WithoutBody() : answer;
    }

    private Answer AnswerOf(ApiCall call)
    {
        if (!TryStrip(call.Path, out var path))
        {
            return Outside(call);
        }

        if (!path.EndsWith('/'))
        {
            return Answers.Nowhere(call.Method);
        }

        if (SingleEndpoints.Find(path) is { } single)
        {
            return Guarded(call, single.IsPublic, () => single.Answer(world, call));
        }

        return world.Router.Find(path) is { } route
            ? Guarded(call, false, () => new ResourceEndpoint(world, route).Answer(call))
            : Unknown(call, path);
    }

    private Answer Guarded(ApiCall call, bool isPublic, Func<Answer> answer)
    {
        if (!MediaTypes.Accepts(call))
        {
            return Answers.Detail(406, "Could not satisfy the request Accept header.");
        }

        return (isPublic ? null : new Gatekeeper(world, userOfToken).Refusal(call)) ?? answer();
    }

    private Answer Unknown(ApiCall call, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isModelled = parts.Length == 0 || !Areas.Contains(parts[0]) || IsOfAnotherVersion(path);
        return isModelled ? Answers.Nowhere(call.Method) : Answers.NotModelled($"{call.Method} {path}");
    }

    // A resource that the book has for other versions only is known not to be here.
    private bool IsOfAnotherVersion(string path) => world.Catalog.HasElsewhere(path);

    private Answer Outside(ApiCall call)
    {
        var health = world.BasePath.TrimEnd('/') + "/-/health/";
        return call.Path == health + "live/" || call.Path == health + "ready/"
            ? new Answer(200, [], [])
            : OAuthEndpoints.Answer(world, call) ?? Answers.Nowhere(call.Method);
    }

    private bool TryStrip(string path, out string rest)
    {
        var start = world.BasePath.TrimEnd('/') + Root + "/";
        var isInside = path.StartsWith(start, StringComparison.Ordinal);
        rest = isInside ? path[(start.Length - 1)..] : string.Empty;
        return isInside;
    }
}
