using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>The endpoint at which clients get their tokens.</summary>
internal sealed class TokenEndpoint(ServerState state, SignIns signIns)
{
    private const int TokenIdLength = 40;

    public ApiResponse Respond(ApiRequest request)
    {
        try
        {
            var tokenRequest = TokenRequest.Read(state, request);
            return CreateTokens(tokenRequest, Authorize(tokenRequest));
        }
        catch (SignInRefusedException refused)
        {
            return OAuthResponses.Error(state, request, refused.Error);
        }
        catch (NotModelledException missing)
        {
            return Responses.NotModelled(missing.What);
        }
    }

    private Grant Authorize(TokenRequest request)
    {
        if (signIns.TakeRevocation(request.Client))
        {
            throw new SignInRefusedException(OAuthErrors.InvalidGrant);
        }

        return request.Form["grant_type"] switch
        {
            "client_credentials" or "password" => new ClientCredentialsGrant(state, signIns).Authorize(request),
            "refresh_token" => new RefreshTokenGrant(state).Authorize(request),
            "urn:ietf:params:oauth:grant-type:device_code" => new DeviceCodeGrant(state, signIns).Authorize(request),
            _ => throw new SignInRefusedException(OAuthErrors.UnsupportedGrant),
        };
    }

    private ApiResponse CreateTokens(TokenRequest request, Grant grant)
    {
        var access = CreateToken(ClientTokens.Access, request, grant, request.Client.AccessTokenLifetime);
        var body = new JsonObject { ["access_token"] = access, ["token_type"] = "Bearer" };
        if (state.IsFrom(2025, 12))
        {
            body["scope"] = string.Join(' ', grant.Scopes);
        }

        body["expires_in"] = (long)request.Client.AccessTokenLifetime.TotalSeconds;
        body["id_token"] = Jwt.Create(Jwt.Read(access)!);
        if (grant.IsRenewable && grant.Scopes.Contains(Grant.OfflineScope))
        {
            body["refresh_token"] = CreateToken(ClientTokens.Refresh, request, grant, request.Client.RefreshTokenLifetime);
        }

        return OAuthResponses.Ok(body);
    }

    private string CreateToken(string path, TokenRequest request, Grant grant, TimeSpan lifetime)
    {
        var expires = state.Now + lifetime;
        var application = request.Client.Application?.GetString("slug");
        var claims = new JsonObject
        {
            ["iss"] = $"{request.Http.Origin}{state.UrlPrefix}/application/o/{application}/",
            ["sub"] = grant.User.GetString("uid"),
            ["aud"] = request.Client.Id,
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = state.Now.ToUnixTimeSeconds(),
            ["jti"] = Defaults.CreateRandom(TokenIdLength),
        };
        return new ClientTokens(state).Add(path, request.Client.Provider, grant.User, grant.Scopes, claims, expires);
    }
}

/// <summary>What a client is allowed to do: to act as a user, within some scopes.</summary>
/// <param name="User">The user.</param>
/// <param name="Scopes">The scopes.</param>
/// <param name="IsRenewable">True when the client can also get a refresh token.</param>
internal sealed record Grant(Row User, IReadOnlyList<string> Scopes, bool IsRenewable)
{
    /// <summary>The scope with which a client gets a refresh token.</summary>
    public const string OfflineScope = "offline_access";
}
