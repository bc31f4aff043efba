using System.Text.Json.Nodes;
using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Actions;

/// <summary>The keys of tokens, which their rows never show.</summary>
internal static class TokenKeys
{
    public const string Key = "key";

    /// <summary>The value in which a token remembers who made it.</summary>
    public const string Creator = "creator";

    // Whose token it is does not count: who made it for somebody else keeps the key.
    public static Answer View(World world, ApiCall call, Row token) =>
        new Permissions(world, call).IsSuperuser || token.Values[Creator]?.ToString() == call.User!.IdText
            ? Answers.Ok(new JsonObject { [Key] = token.Text(Key) })
            : Permissions.Denied();

    public static Answer Set(World world, ApiCall call, Row token)
    {
        var (body, refusal) = Writer.ReadBody(call);
        if (body is null)
        {
            return refusal!;
        }

        if (body[Key]?.ToString() is not { Length: > 0 } key)
        {
            return Missing(world, isSent: body.ContainsKey(Key));
        }

        token.Values[Key] = key;
        return Answers.NoContent();
    }

    private static Answer Missing(World world, bool isSent) => world.IsFrom(2025, 12)
        ? Answers.Refused(new JsonObject { [Key] = new JsonArray(isSent ? "This field may not be blank." : "This field is required.") })
        : Answers.EmptyRefusal();
}
