namespace Authentik.Sandboxing.OAuth;

/// <summary>Signs in a device, once somebody has decided about it.</summary>
internal sealed class DeviceSignIn(World world)
{
    public Grant Grant(TokenRequest request)
    {
        var code = request.Form["device_code"];
        var device = world.SignIns.FindDevice(one => one.Code == code && one.Provider == request.Client.Provider.IdText && one.Expires > world.Now)
            ?? throw new SignInRefusedException(OAuthErrors.Refused);
        device.Polls++;
        if (world.SignIns.DecisionOf(device) is not { } decision || device.Polls <= decision.AfterPolls)
        {
            throw new SignInRefusedException(OAuthErrors.Pending);
        }

        world.SignIns.Forget(device);
        var name = decision.UserName ?? throw new SignInRefusedException(OAuthErrors.Denied);
        var user = OAuthUsers.ByName(world, name) ?? throw new SignInRefusedException(OAuthErrors.Refused);
        return new Grant(user, device.Scopes, IsRenewable: true);
    }
}
