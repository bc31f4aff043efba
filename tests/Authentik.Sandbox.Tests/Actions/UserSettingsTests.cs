using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>What users find in their settings.</summary>
public class UserSettingsTests
{
    private const string Stages = "/stages/all/user_settings/";
    private const string Sources = "/sources/all/user_settings/";

    [Fact]
    public async Task Users_set_up_authenticators_and_their_password()
    {
        using var client = new Client(basePath: "/auth");
        var shown = (await client.Get(Stages)).Json!.AsArray();
        Assert.Equal(
            ["authenticator-static", "authenticator-totp", "authenticator-webauthn", "password"],
            shown.Select(stage => stage!["component"]!.ToString()["ak-user-settings-".Length..]));
        Assert.Equal(
            ("Authenticator app", "/auth/flows/-/configure/57a60000-0000-4000-8000-000000000009/"),
            (shown[1]!["title"]!.ToString(), shown[1]!["configure_url"]!.ToString()));
        Assert.Equal("Password Stage", shown[3]!["title"]!.ToString());
    }

    [Fact]
    public async Task A_password_stage_without_a_flow_is_not_there()
    {
        using var client = new Client();
        await client.Patch("/stages/password/57a60000-0000-4000-8000-000000000002/", Json.Of("""{ "configure_flow": null }"""));
        Assert.DoesNotContain("ak-user-settings-password", (await client.Get(Stages)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_connect_to_enabled_sources()
    {
        using var client = new Client();
        var shown = Assert.Single((await client.Get(Sources)).Json!.AsArray())!;
        Assert.Equal(
            ["github", "GitHub", "ak-user-settings-source-oauth", "/source/oauth/login/github/"],
            new[] { "object_uid", "title", "component", "configure_url" }.Select(name => shown[name]!.ToString()));
        await client.Patch("/sources/oauth/github/", Json.Of("""{ "enabled": false, "provider_type": "github" }"""));
        Assert.Empty((await client.Get(Sources)).Json!.AsArray());
    }
}
