using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.OAuth;

/// <summary>The shapes in which signing in is answered, outside of the API.</summary>
internal static class OAuthAnswers
{
    public static Answer Ok(JsonObject body) => Fresh(200, body);

    public static Answer Refusal(World world, ApiCall call, string error)
    {
        var body = new JsonObject { ["error"] = error, ["error_description"] = OAuthErrors.Describe(error) };
        if (world.IsFrom(2025, 12))
        {
            body["request_id"] = call.Id;
        }

        return Fresh(400, body);
    }

    public static Answer MethodNotAllowed() => new(405, [], [new("Content-Type", Answers.Html), new("Allow", "POST, OPTIONS")]);

    private static Answer Fresh(int status, JsonObject body) => Answers.Json(status, body).With("Cache-Control", "no-store").With("Pragma", "no-cache");
}
