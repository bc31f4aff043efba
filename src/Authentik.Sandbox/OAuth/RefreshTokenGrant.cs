using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Signs in with a refresh token, which is good for one time.</summary>
internal sealed class Renewal(World world)
{
    public Grant Grant(TokenRequest request)
    {
        if (request.Client.IsConfidential && request.Secret != request.Client.Secret)
        {
            throw new SignInRefusedException(OAuthErrors.UnknownClient);
        }

        var token = Find(request) ?? throw new SignInRefusedException(OAuthErrors.Refused);
        var scopes = token.Values["scope"].AsTexts().ToList();
        CheckScopes(request, scopes);
        IssuedTokens.Revoke(token);
        return new Grant(OAuthUsers.ById(world, Link.Read(token.Values["user"])!.Id), scopes, IsRenewable: true);
    }

    private Row? Find(TokenRequest request) =>
        new IssuedTokens(world).Find(IssuedTokens.Refresh, request.Form["refresh_token"]) is { } token && Link.Read(token.Values["provider"])!.Id == request.Client.Provider.IdText
            ? token
            : null;

    // Whoever names scopes must name the one that makes it renewable, and none that the token lacks.
    private static void CheckScopes(TokenRequest request, List<string> scopes)
    {
        var wanted = request.Scopes;
        if (wanted.Count > 0 && (wanted.Except(scopes).Any() || !wanted.Contains(OAuthScopes.Offline)))
        {
            throw new SignInRefusedException(OAuthErrors.BadScope);
        }
    }
}
