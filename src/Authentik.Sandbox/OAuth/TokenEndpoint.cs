using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Where clients get their tokens.</summary>
internal sealed class TokenEndpoint(World world)
{
    public Answer Answer(ApiCall call)
    {
        try
        {
            var request = TokenRequest.Read(world, call);
            return Tokens(request, GrantOf(request));
        }
        catch (SignInRefusedException refused)
        {
            return OAuthAnswers.Refusal(world, call, refused.Error);
        }
        catch (UnknownAccessException)
        {
            return Answers.NotModelled("policies that are bound to an application");
        }
    }

    private Grant GrantOf(TokenRequest request)
    {
        if (world.SignIns.TakeRevocation(request.Client))
        {
            throw new SignInRefusedException(OAuthErrors.Refused);
        }

        return request.Form["grant_type"] switch
        {
            "client_credentials" or "password" => new MachineSignIn(world).Grant(request),
            "refresh_token" => new Renewal(world).Grant(request),
            "urn:ietf:params:oauth:grant-type:device_code" => new DeviceSignIn(world).Grant(request),
            _ => throw new SignInRefusedException(OAuthErrors.UnknownGrant),
        };
    }

    private Answer Tokens(TokenRequest request, Grant grant)
    {
        var (client, tokens) = (request.Client, new IssuedTokens(world));
        var access = tokens.Give(IssuedTokens.Access, request, grant, client.AccessTokenLife);
        var answer = new JsonObject { ["access_token"] = access, ["token_type"] = "Bearer" };
        if (world.IsFrom(2025, 12))
        {
            answer["scope"] = string.Join(' ', grant.Scopes);
        }

        answer["expires_in"] = (long)client.AccessTokenLife.TotalSeconds;
        answer["id_token"] = Jwt.Make(Jwt.Read(access)!);
        if (grant.IsRenewable && grant.Scopes.Contains(OAuthScopes.Offline))
        {
            answer["refresh_token"] = tokens.Give(IssuedTokens.Refresh, request, grant, client.RefreshTokenLife);
        }

        return OAuthAnswers.Ok(answer);
    }
}
