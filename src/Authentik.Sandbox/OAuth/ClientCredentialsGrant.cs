using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Relations;
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
        return ApplicationAccess.IsAllowed(state, RequireApplication(request), user)
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

/// <summary>Decides by the bindings of an application who can access it.</summary>
internal static class ApplicationAccess
{
    /// <exception cref="PolicyNotModelledException">One of the bindings has a policy.</exception>
    public static bool IsAllowed(ServerState state, Row application, Row user)
    {
        var results = FindBindings(state, application).Select(binding => Passes(state, binding, user)).ToList();
        var needsAll = application.GetString("policy_engine_mode") == "all";
        return results.Count == 0 || (needsAll ? results.TrueForAll(passes => passes) : results.Contains(true));
    }

    private static IEnumerable<Row> FindBindings(ServerState state, Row application) =>
        state.Catalog.FindByPath("/policies/bindings/") is { } bindings
            ? state.Objects.FindAll(bindings)
                .Where(row => row.GetString("target") == application.IdString && row.Values["enabled"].AsBoolean() == true)
            : [];

    private static bool Passes(ServerState state, Row binding, Row user)
    {
        var passes = binding.GetString("group") is { } group ? Memberships.FindAllGroups(state, user).Any(row => row.IdString == group)
            : binding.Values["user"] is { } named ? named.ToString() == user.IdString
            : throw new PolicyNotModelledException();
        return passes != (binding.Values["negate"].AsBoolean() == true);
    }
}
