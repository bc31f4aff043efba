using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>Outposts and what they serve, secrets that somebody looked at, and the URLs of SAML providers.</summary>
public class OutpostTests
{
    private const string Flows =
        """ "authorization_flow": "f1000000-0000-4000-8000-000000000008", "invalidation_flow": "f1000000-0000-4000-8000-000000000009" """;

    private const string Proxy = $$"""
        { "name": "p", "mode": "forward_single", "external_host": "https://a.example", "access_token_validity": "hours=2", {{Flows}} }
        """;

    [Theory]
    [InlineData("2024.8.6")]
    [InlineData("2026.2.2")]
    public async Task An_outpost_has_a_user_and_a_token_that_go_with_it(string version)
    {
        using var client = new Client(version);
        var provider = (await client.Post("/providers/proxy/", Json.Of(Proxy)))["pk"];
        var outpost = await client.Post(
            "/outposts/instances/", Json.Of($$"""{ "name": "o", "type": "proxy", "providers": [{{provider}}], "config": {} }"""));
        var identifier = outpost["token_identifier"]!.ToString();
        Assert.Equal($"ak-outpost-{outpost["pk"]}-api", identifier);
        var token = await client.Get($"/core/tokens/{identifier}/");
        Assert.Equal("Outpost o Service-Account", token["user_obj"]!["name"]!.ToString());
        Assert.False((bool)token["expiring"]!);
        Assert.Equal(60, (await client.Get($"/core/tokens/{identifier}/view_key/"))["key"]!.ToString().Length);
        Assert.Equal("""["Outpost o"]""", (await client.Get($"/providers/proxy/{provider}/"))["outpost_set"]!.ToJsonString());

        await client.Delete($"/outposts/instances/{outpost["pk"]}/");
        Assert.Equal(404, (await client.Get($"/core/tokens/{identifier}/")).Status);
        Assert.Empty((await client.Get($"/core/users/?username={token["user_obj"]!["username"]}")).Results);
        Assert.Equal("[]", (await client.Get($"/providers/proxy/{provider}/"))["outpost_set"]!.ToJsonString());
    }

    [Fact]
    public async Task Outposts_get_the_providers_that_have_an_application()
    {
        using var client = new Client();
        var proxy = (await client.Post("/providers/proxy/", Json.Of(Proxy)))["pk"];
        var ldap = (await client.Post("/providers/ldap/", Json.Of($$"""{ "name": "l", {{Flows}} }""")))["pk"];
        Assert.Empty((await client.Get("/outposts/proxy/")).Results);
        Assert.Empty((await client.Get("/outposts/ldap/")).Results);
        await client.Post(
            "/core/applications/",
            Json.Of($$"""{ "name": "A", "slug": "a", "provider": {{proxy}}, "backchannel_providers": [{{ldap}}] }"""));
        var one = Assert.Single((await client.Get("/outposts/proxy/")).Results);
        Assert.Equal(7200, (double)one["access_token_validity"]!);
        Assert.Equal("http://sandbox.test/application/o/a/", one["oidc_configuration"]!["issuer"]!.ToString());
        Assert.Equal(("a", 32), (one["assigned_application_slug"]!.ToString(), one["cookie_secret"]!.ToString().Length));
        Assert.Equal("a", Assert.Single((await client.Get("/outposts/ldap/")).Results)["application_slug"]!.ToString());
    }

    [Theory]
    [InlineData("/core/tokens/jdoe-mail/view_key/", "authentik.core.api.tokens", null)]
    [InlineData("PAIR/view_certificate/", "authentik.crypto.api", "certificate")]
    [InlineData("PAIR/view_private_key/?download", "authentik.crypto.api", "private_key")]
    public async Task Who_sees_a_secret_is_recorded(string path, string app, string? kind)
    {
        using var client = new Client();
        var pair = (await client.Get("/crypto/certificatekeypairs/")).Results[0];
        var own = path.Replace("PAIR", $"/crypto/certificatekeypairs/{pair["pk"]}", StringComparison.Ordinal);
        Assert.Equal(200, (await client.Get(own)).Status);
        var one = Assert.Single((await client.Get("/events/events/?action=secret")).Results);
        Assert.Equal(("secret_view", app), (one["action"]!.ToString(), one["app"]!.ToString()));
        Assert.Equal(kind, one["context"]!["type"]?.ToString());
        Assert.Equal(kind is null ? "jdoe-mail" : pair["name"]!.ToString(), one["context"]!["secret"]!["name"]!.ToString());
    }

    [Theory]
    [InlineData("/events/events/?action=LOGIN", 4)]
    [InlineData("/events/events/?action=login_failed", 1)]
    [InlineData("/events/events/?username=jdoe&action=login", 3)]
    public async Task Events_are_found_by_a_part_of_their_action(string path, int most)
    {
        using var client = new Client();
        var found = (await client.Get(path)).Results;
        Assert.InRange(found.Count, 1, most);
        Assert.Contains("login_failed", found.Select(one => one["action"]!.ToString()));
    }

    [Theory]
    [InlineData("2024.10.5", "api/v3/providers/saml/1/metadata/?download")]
    [InlineData("2025.10.4", "application/saml/a/metadata/")]
    public async Task A_SAML_provider_has_the_URLs_of_its_application(string version, string metadata)
    {
        using var client = new Client(version);
        var made = await client.Post("/providers/saml/", Json.Of($$"""{ "name": "s", "acs_url": "https://s.example/", {{Flows}} }"""));
        Assert.Equal("-", made["url_sso_post"]!.ToString());
        await client.Post("/core/applications/", Json.Of($$"""{ "name": "A", "slug": "a", "provider": {{made["pk"]}} }"""));
        var shown = await client.Get($"/providers/saml/{made["pk"]}/");
        Assert.Equal("http://sandbox.test/application/saml/a/sso/binding/post/", shown["url_sso_post"]!.ToString());
        Assert.Equal("http://sandbox.test/" + metadata, shown["url_download_metadata"]!.ToString());
    }

    [Fact]
    public async Task From_2026_5_the_URL_of_the_metadata_is_the_issuer()
    {
        using var client = new Client("2026.5.6");
        var made = await client.Post("/providers/saml/", Json.Of($$"""{ "name": "s", "acs_url": "https://s.example/", {{Flows}} }"""));
        Assert.Equal("authentik", made["url_issuer"]!.ToString());
        await client.Post("/core/applications/", Json.Of($$"""{ "name": "A", "slug": "a", "provider": {{made["pk"]}} }"""));
        Assert.Equal(
            "http://sandbox.test/application/saml/a/metadata/",
            (await client.Get($"/providers/saml/{made["pk"]}/"))["url_issuer"]!.ToString());
        var own = new JsonObject { ["issuer_override"] = "me" };
        Assert.Equal("me", (await client.Patch($"/providers/saml/{made["pk"]}/", own))["url_issuer"]!.ToString());
    }
}
