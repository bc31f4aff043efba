using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>What real servers were seen to refuse, make by themselves, or show in some versions only.</summary>
public class RuleTests
{
    private const string Flow = "f1000000-0000-4000-8000-000000000008";

    [Theory]
    [InlineData("/policies/reputation/", """{ "name": "a", "check_ip": true }""", "Either IP or Username must be checked")]
    [InlineData("/managed/blueprints/", """{ "name": "a", "path": "x.yaml" }""", "Either path or content must be set.")]
    [InlineData(
        "/stages/identification/",
        """{ "name": "a", "user_fields": ["username"] }""",
        "When no user fields are selected, at least one source must be selected")]
    public async Task A_change_of_the_name_alone_is_refused(string path, string body, string message)
    {
        using var client = new Client("2026.2.2");
        var made = await client.Post(path, Json.Of(body));
        Assert.Equal(201, made.Status);
        var came = await client.Patch($"{path}{made["pk"]}/", Json.Of("""{ "name": "b" }"""));
        Assert.Equal((400, message), (came.Status, came["non_field_errors"]?[0]?.ToString()));
    }

    [Fact]
    public async Task Who_has_no_second_factor_is_sent_only_where_one_can_be_set_up()
    {
        using var client = new Client("2026.2.2");
        var made = await client.Post("/stages/authenticator/validate/", Json.Of("""{ "name": "a" }"""));
        var came = await client.Patch(
            $"/stages/authenticator/validate/{made["pk"]}/",
            Json.Of("""{ "not_configured_action": "configure" }"""));
        Assert.Equal((400, true), (came.Status, came.Json!.AsObject().ContainsKey("not_configured_action")));
    }

    [Fact]
    public async Task A_second_default_brand_is_refused()
    {
        using var client = new Client("2026.2.2");
        var came = await client.Post("/core/brands/", Json.Of("""{ "domain": "x.example", "default": true }"""));
        Assert.Equal("""{"default":["Only a single brand can be set as default."]}""", Json.Text(came.Json));
    }

    [Fact]
    public async Task An_outpost_serves_something()
    {
        using var client = new Client("2026.2.2");
        var came = await client.Post(
            "/outposts/instances/",
            Json.Of("""{ "name": "a", "type": "proxy", "providers": [], "config": {} }"""));
        Assert.Equal((400, true), (came.Status, came.Json!.AsObject().ContainsKey("providers")));
    }

    [Fact]
    public async Task An_outpost_serves_providers_of_its_own_kind()
    {
        using var client = new Client("2026.2.2");
        var flow = (await client.Get("/flows/instances/default-provider-authorization-implicit-consent/")).Json!["pk"];
        var made = await client.Post("/providers/saml/", Json.Of($$"""
            {
              "name": "s",
              "authorization_flow": "{{flow}}",
              "invalidation_flow": "{{flow}}",
              "acs_url": "https://a.example"
            }
            """));
        var came = await client.Post(
            "/outposts/instances/",
            Json.Of($$"""{ "name": "a", "type": "ldap", "providers": [{{made.Json!["pk"]}}], "config": {} }"""));
        Assert.Equal("""{"providers":["Outpost type ldap can't be used with SAMLProvider providers."]}""", Json.Text(came.Json));
    }

    [Fact]
    public async Task A_licence_opens_what_wants_one()
    {
        using var client = new Client("2026.2.2");
        var body = Json.Of("""{ "name": "a", "mode": "optional", "cert_attribute": "email", "user_attribute": "email" }""");
        Assert.Equal(400, (await client.Post("/stages/mtls/", body)).Status);
        Assert.Equal(
            """{"key":["Unable to verify license"]}""",
            Json.Text((await client.Post("/enterprise/license/", Json.Of("""{ "key": "not-a-license" }"""))).Json));
        Assert.Equal(201, (await client.Post("/enterprise/license/", Json.Of("""{ "key": "eyJ.a.b" }"""))).Status);
        Assert.Equal(201, (await client.Post("/stages/mtls/", body)).Status);
    }

    [Theory]
    [InlineData("2024.10.5", 4)]
    [InlineData("2026.2.2", 5)]
    public async Task A_proxy_provider_gets_mappings_and_addresses(string version, int mappings)
    {
        using var client = new Client(version);
        var made = await client.Post("/providers/proxy/", Json.Of($$"""
            {
              "name": "a",
              "authorization_flow": "{{Flow}}",
              "invalidation_flow": "{{Flow}}",
              "mode": "forward_single",
              "external_host": "https://a.example"
            }
            """));
        Assert.Equal((201, mappings, 2), (made.Status, made["property_mappings"]!.AsArray().Count, made["redirect_uris"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("2026.2.2", true)]
    [InlineData("2026.8.3", false)]
    public async Task A_secret_is_read_back_from_older_servers_only(string version, bool isShown)
    {
        using var client = new Client(version);
        var made = await client.Post("/providers/scim/", Json.Of("""{ "name": "a", "url": "https://a.example", "token": "t" }"""));
        Assert.Equal(201, made.Status);
        Assert.Equal(isShown, (await client.Get($"/providers/scim/{made["pk"]}/")).Json!.AsObject().ContainsKey("token"));
    }

    [Fact]
    public async Task Permissions_are_only_told_of_a_model()
    {
        using var client = new Client("2026.2.2");
        Assert.Equal(
            """{"model":["This field is required."]}""",
            Json.Text((await client.Get("/rbac/permissions/assigned_by_roles/")).Json));
        Assert.Single((await client.Get("/rbac/permissions/assigned_by_roles/?model=authentik_core.user")).Results);
    }

    [Theory]
    [InlineData("return ((", 400)]
    [InlineData("return \"(\" # (", 201)]
    public async Task Code_that_does_not_end_is_refused(string code, int status)
    {
        using var client = new Client("2026.2.2");
        Assert.Equal(status, (await client.Post("/policies/expression/", new JsonObject { ["name"] = "a", ["expression"] = code })).Status);
    }

    [Theory]
    [InlineData("2024.8.4")]
    [InlineData("2025.10.4")]
    [InlineData("2026.8.3")]
    public async Task A_new_installation_has_something_in_its_common_lists(string version)
    {
        using var client = new Client(version);
        string[] lists =
        [
            "/core/users/", "/core/groups/", "/core/brands/", "/core/tokens/", "/rbac/roles/", "/flows/instances/", "/flows/bindings/",
            "/stages/all/", "/stages/prompt/prompts/", "/policies/all/", "/policies/bindings/", "/propertymappings/all/",
            "/sources/all/", "/crypto/certificatekeypairs/", "/outposts/instances/", "/events/events/", "/events/rules/",
            "/events/transports/", "/events/notifications/", "/managed/blueprints/",
        ];
        foreach (var list in lists)
        {
            Assert.NotEmpty((await client.Get(list)).Results);
        }
    }
}
