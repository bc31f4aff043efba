using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.OAuth;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Access;

/// <summary>Finds out who asks. Whoever is unknown gets 403, never 401.</summary>
internal sealed class Gatekeeper(World world, Func<string, string?> userOfToken)
{
    private const string NotProvided = "Authentication credentials were not provided.";
    private const string Invalid = "Token invalid/expired";

    /// <summary>The refusal of the request; null when it may go on, which then has its user.</summary>
    public Answer? Refusal(ApiCall call)
    {
        if (string.IsNullOrWhiteSpace(call.Authorization))
        {
            return Answers.Forbidden(NotProvided);
        }

        var parts = call.Authorization.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts[1].Length == 0)
        {
            return Answers.Forbidden(NotProvided);
        }

        if (!parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return Answers.Forbidden(world.IsFrom(2025, 12) ? NotProvided : "Unsupported authentication type");
        }

        // The server itself breaks on such a token.
        if (parts[1].Any(c => c > 127))
        {
            return Answers.Crash(call.Method);
        }

        call.User = UserOf(parts[1]);
        return call.User is null ? Answers.Forbidden(Invalid) : null;
    }

    // In the order in which they are tried.
    private Row? UserOf(string token)
    {
        var user = world.Catalog.Find("User") is not { } users ? null
            : userOfToken(token) is { } name ? world.Objects.FindBy(users, "username", name)
            : (new UserTokens(world).OwnerOfApiToken(token) ?? new IssuedTokens(world).UserOf(token)) is { } id ? world.Objects.Find(users, id)
            : null;
        return user is not null && OAuthUsers.IsActive(user) ? user : null;
    }
}
