using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Signs in with a refresh token, which can be used only once.</summary>
internal sealed class RefreshTokenGrant(ServerState state)
{
    public Grant Authorize(TokenRequest request)
    {
        if (request.Client.IsConfidential && request.Secret != request.Client.Secret)
        {
            throw new SignInRefusedException(OAuthErrors.InvalidClient);
        }

        var token = Find(request) ?? throw new SignInRefusedException(OAuthErrors.InvalidGrant);
        var scopes = token.Values["scope"].AsStrings().ToList();
        CheckScopes(request, scopes);
        ClientTokens.Revoke(token);
        return new Grant(UserAccounts.FindById(state, Link.Read(token.Values["user"])!.Id), scopes, IsRenewable: true);
    }

    private Row? Find(TokenRequest request)
    {
        var token = new ClientTokens(state).Find(ClientTokens.Refresh, request.Form["refresh_token"]);
        return token is not null && Link.Read(token.Values["provider"])!.Id == request.Client.Provider.IdString ? token : null;
    }

    // Requested scopes must include the one for refresh tokens, and none that the token doesn't have.
    private static void CheckScopes(TokenRequest request, List<string> scopes)
    {
        var wanted = request.Scopes;
        if (wanted.Count > 0 && (wanted.Except(scopes).Any() || !wanted.Contains(Grant.OfflineScope)))
        {
            throw new SignInRefusedException(OAuthErrors.InvalidScope);
        }
    }
}
