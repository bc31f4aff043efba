using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Where a device without a browser begins to sign in.</summary>
internal sealed class DeviceEndpoint(World world)
{
    public Answer Answer(ApiCall call)
    {
        var form = new Form(call);
        return OAuthClient.Find(world, form["client_id"]) is { Application: not null } client ? Begin(call, client, form) : UnknownClient(call);
    }

    private Answer Begin(ApiCall call, OAuthClient client, Form form)
    {
        var life = world.Options.DeviceCodeLife ?? client.CodeLife;
        var device = world.SignIns.AddDevice(client, client.Allowed(form["scope"]), world.Now + life);
        var page = $"{call.Origin}{world.BasePath.TrimEnd('/')}/device";
        return OAuthAnswers.Ok(new JsonObject
        {
            ["device_code"] = device.Code,
            ["verification_uri"] = page,
            ["verification_uri_complete"] = $"{page}?code={device.UserCode}",
            ["user_code"] = device.UserCode,
            ["expires_in"] = (long)life.TotalSeconds,
            ["interval"] = (long)world.Options.DeviceInterval.TotalSeconds,
        });
    }

    private Answer UnknownClient(ApiCall call) => world.IsFrom(2025, 12)
        ? OAuthAnswers.Refusal(world, call, OAuthErrors.UnknownClient)
        : Answers.EmptyRefusal().With("Content-Type", Answers.Html);
}
