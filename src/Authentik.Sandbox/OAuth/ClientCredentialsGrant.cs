using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Policies;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Signs in programs: as a user with an app password, or as themselves with a secret or a JWT of another issuer.</summary>
internal sealed class ClientCredentialsGrant(ServerState state, SignIns signIns)
{
    private const string JwtAssertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public Grant Authorize(TokenRequest request)
    {
        var user = FindUser(request);
        return new AccessCheck(state, user).Decide(RequireApplication(request)).Passes
            ? new Grant(user, request.Scopes, IsRenewable: false)
            : throw Refuse();
    }

    private Row FindUser(TokenRequest request) => request switch
    {
        _ when request.Form["client_assertion_type"].Length > 0 => FindByJwt(request),
        _ when request.Form["username"] is { Length: > 0 } name => FindByPassword(name, request.Form["password"]),
        _ when request.Secret == request.Client.Secret => GetProgramUser(request, "client_credentials", "client credentials"),
        _ when BasicCredentials.Read(request.Secret) is { } pair => FindByPassword(pair.Name, pair.Secret),
        _ => throw Refuse(),
    };

    private Row FindByPassword(string name, string password)
    {
        var user = UserAccounts.FindByName(state, name);
        var isValid = user is not null && UserAccounts.IsActive(user)
            && new UserTokens(state).FindAppPasswordOwner(password) == user.IdString;
        return isValid ? user! : throw Refuse();
    }

    private Row FindByJwt(TokenRequest request)
    {
        var claims = request.Form["client_assertion_type"] == JwtAssertion ? Jwt.Read(request.Form["client_assertion"]) : null;
        var subject = claims is not null && IsTrusted(claims, request.Client) && IsValidNow(claims) ? claims["sub"].AsString() : null;
        return GetProgramUser(request, subject ?? throw Refuse(), "client credentials JWT");
    }

    private bool IsTrusted(JsonObject claims, OAuthClient client) =>
        client.AcceptsJwts || (claims["iss"].AsString() is { } issuer && signIns.TrustedIssuers.Contains(issuer));

    private bool IsValidNow(JsonObject claims) => !claims.ContainsKey("exp") || claims["exp"].AsNumber() > state.Now.ToUnixTimeSeconds();

    private Row GetProgramUser(TokenRequest request, string suffix, string method) =>
        UserAccounts.GetOrCreate(state, $"ak-{request.Client.Name}-{suffix}", RequireApplication(request), method);

    private static Row RequireApplication(TokenRequest request) => request.Client.Application ?? throw Refuse();

    private static SignInRefusedException Refuse() => new(OAuthErrors.InvalidGrant);
}
