using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Access;

/// <summary>Finds the user of a request by its token. An unknown caller gets 403, never 401.</summary>
/// <param name="state">The server's state.</param>
/// <param name="findUsername">The user of a token that was given to the sandbox itself.</param>
internal sealed class Authentication(ServerState state, Func<string, string?> findUsername)
{
    private const string Invalid = "Token invalid/expired";

    /// <summary>Sets the user of the request, or returns the response that rejects it.</summary>
    public ApiResponse? Authenticate(ApiRequest request)
    {
        var parts = (request.Authorization ?? string.Empty).Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts[1].Length == 0)
        {
            return Responses.NotAuthenticated();
        }

        if (!parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return state.IsFrom(2025, 12) ? Responses.NotAuthenticated() : Responses.Forbidden("Unsupported authentication type");
        }

        // The real server crashes on such a token.
        if (parts[1].Any(c => c > 127))
        {
            return Responses.Crash(request.Method);
        }

        request.User = FindUser(parts[1]);
        return request.User is null ? Responses.Forbidden(Invalid) : null;
    }

    private Row? FindUser(string token)
    {
        var user = state.Catalog.Find("User") is not { } users ? null
            : findUsername(token) is { } name ? state.Objects.FindBy(users, "username", name)
            : FindUserId(token) is { } id ? state.Objects.Find(users, id)
            : null;
        return user is not null && UserAccounts.IsActive(user) ? user : null;
    }

    private string? FindUserId(string token) =>
        new UserTokens(state).FindApiTokenOwner(token) ?? new ClientTokens(state).FindApiUser(token);
}
