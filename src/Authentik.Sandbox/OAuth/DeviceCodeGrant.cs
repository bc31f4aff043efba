using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.OAuth;

/// <summary>The endpoint at which a device without a browser starts to sign in.</summary>
internal sealed class DeviceEndpoint(ServerState state, SignIns signIns)
{
    public ApiResponse Respond(ApiRequest request)
    {
        var form = new FormBody(request);
        return OAuthClient.Find(state, form["client_id"]) is { Application: not null } client
            ? Start(request, client, form)
            : RejectUnknownClient(request);
    }

    private ApiResponse Start(ApiRequest request, OAuthClient client, FormBody form)
    {
        var lifetime = signIns.DeviceCodeLifetime ?? client.CodeLifetime;
        var device = signIns.AddDevice(client, client.FindAllowedScopes(form["scope"]), state.Now + lifetime);
        var page = $"{request.Origin}{state.UrlPrefix}/device";
        return OAuthResponses.Ok(new JsonObject
        {
            ["device_code"] = device.Code,
            ["verification_uri"] = page,
            ["verification_uri_complete"] = $"{page}?code={device.UserCode}",
            ["user_code"] = device.UserCode,
            ["expires_in"] = (long)lifetime.TotalSeconds,
            ["interval"] = (long)signIns.DeviceInterval.TotalSeconds,
        });
    }

    private ApiResponse RejectUnknownClient(ApiRequest request) => state.IsFrom(2025, 12)
        ? OAuthResponses.Error(state, request, OAuthErrors.InvalidClient)
        : Responses.EmptyBadRequest().AddHeader("Content-Type", Responses.Html);
}

/// <summary>Signs in a device when somebody has approved it.</summary>
internal sealed class DeviceCodeGrant(ServerState state, SignIns signIns)
{
    public Grant Authorize(TokenRequest request)
    {
        var code = request.Form["device_code"];
        var provider = request.Client.Provider.IdString;
        var device = signIns.FindDevice(one => one.Code == code && one.Provider == provider && one.Expires > state.Now)
            ?? throw new SignInRefusedException(OAuthErrors.InvalidGrant);
        device.Polls++;
        if (signIns.FindDecision(device) is not { } decision || device.Polls <= decision.AfterPolls)
        {
            throw new SignInRefusedException(OAuthErrors.Pending);
        }

        signIns.RemoveDevice(device);
        var name = decision.Username ?? throw new SignInRefusedException(OAuthErrors.Denied);
        var user = UserAccounts.FindByName(state, name) ?? throw new SignInRefusedException(OAuthErrors.InvalidGrant);
        return new Grant(user, device.Scopes, IsRenewable: true);
    }
}
