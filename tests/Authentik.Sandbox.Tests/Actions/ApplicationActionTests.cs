using System.Text.Json.Nodes;
using System.Xml.Linq;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Actions of applications, providers, sources and certificates.</summary>
public class ApplicationActionTests
{
    private const string Flow = "f1000000-0000-4000-8000-000000000008";
    private const string Admins = "b5000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("/core/applications/wiki/", "set_icon", "meta_icon", "/core/applications/wiki/")]
    [InlineData("/sources/all/hub/", "set_icon", "icon", "/sources/saml/hub/")]
    [InlineData("/flows/instances/initial-setup/", "set_background", "background", "/flows/instances/initial-setup/")]
    public async Task Pictures_are_set_until_2025_10(string path, string action, string field, string shown)
    {
        using var client = new Client("2025.10.4");
        await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }"""));
        var source = await client.Post("/sources/saml/", Json.Of($$"""
            {
              "name": "Hub",
              "slug": "hub",
              "issuer": "hub",
              "sso_url": "https://hub.test/sso",
              "pre_authentication_flow": "{{Flow}}"
            }
            """));
        Assert.True(source.Status == 201, source.Text);
        var url = await client.Post($"{path}{action}_url/", Json.Of("""{ "url": "https://example.com/a.png" }"""));
        Assert.Equal((200, "https://example.com/a.png"), (url.Status, (await client.Get(shown))[field]!.ToString()));
        Assert.Equal(200, (await Form.PostAsync(client, $"{path}{action}/", ("file", "b.png", "x"))).Status);
        Assert.EndsWith("/b.png", (await client.Get(shown))[field]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(400, (await client.Post($"{path}{action}_url/", Json.Of("{}"))).Status);
        Assert.Equal(415, (await client.Post($"{path}{action}/", Json.Of("{}"))).Status);
    }

    [Theory]
    [InlineData("2024.10.5", 0)]
    [InlineData("2026.2.2", 1)]
    public async Task An_application_comes_with_its_provider_and_its_bindings(string version, int bindings)
    {
        using var client = new Client(version);
        var body = Transaction($$"""[{ "group": "{{Admins}}", "order": 0 }]""");
        var came = await client.Put("/core/transactional/applications/", body);
        Assert.Equal("""{"applied":true,"logs":[]}""", Json.Text(came.Json));
        var application = await client.Get("/core/applications/tx/");
        Assert.Equal("tx", application["provider_obj"]!["name"]!.ToString());
        Assert.Equal(bindings, (await client.Get($"/policies/bindings/?target={application["pk"]}")).Results.Count);
        var again = await client.Put("/core/transactional/applications/", body);
        Assert.Equal("""{"app":{"slug":["Application with this slug already exists."]}}""", Json.Text(again.Json));
    }

    [Fact]
    public async Task A_failed_transaction_leaves_nothing()
    {
        using var client = new Client();
        var came = await client.Put(
            "/core/transactional/applications/",
            Transaction("""[{ "group": "00000000-0000-0000-0000-000000000000", "order": 0 }]"""));
        Assert.Equal(
            """{"policy_bindings":[{"group":["Invalid pk \"00000000-0000-0000-0000-000000000000\" - object does not exist."]}]}""",
            Json.Text(came.Json));
        Assert.Equal(404, (await client.Get("/core/applications/tx/")).Status);
        Assert.Empty((await client.Get("/providers/oauth2/?name=tx")).Results);
    }

    [Fact]
    public async Task Certificates_are_generated()
    {
        using var client = new Client();
        var came = await client.Post(
            "/crypto/certificatekeypairs/generate/", Json.Of("""{ "common_name": "web", "validity_days": 10, "alg": "ecdsa" }"""));
        Assert.Equal((200, "web", "ec"), (came.Status, came["name"]!.ToString(), came["key_type"]!.ToString()));
        var pem = (await client.Get($"/crypto/certificatekeypairs/{came["pk"]}/view_private_key/"))["data"]!.ToString();
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", pem, StringComparison.Ordinal);
        var again = await client.Post(
            "/crypto/certificatekeypairs/generate/", Json.Of("""{ "common_name": "web", "validity_days": "x", "alg": "q" }"""));
        Assert.Equal(
            """{"validity_days":["A valid integer is required."],"alg":["\"q\" is not a valid choice."]}""",
            Json.Text(again.Json));
    }

    [Fact]
    public async Task Providers_show_their_urls()
    {
        using var client = new Client();
        await client.Put("/core/transactional/applications/", Transaction("[]"));
        var id = (await client.Get("/core/applications/tx/"))["provider"];
        var urls = await client.Get($"/providers/oauth2/{id}/setup_urls/");
        Assert.Equal(
            ("http://sandbox.test/application/o/tx/", "http://sandbox.test/application/o/tx/jwks/"),
            (urls["issuer"]!.ToString(), urls["jwks"]!.ToString()));
        await client.Delete("/core/applications/tx/");
        Assert.Null((await client.Get($"/providers/oauth2/{id}/setup_urls/"))["issuer"]);
    }

    [Fact]
    public async Task Metadata_is_xml()
    {
        using var client = new Client();
        var id = (await client.Post("/providers/saml/", Json.Of($$"""
            {
              "name": "s",
              "authorization_flow": "{{Flow}}",
              "invalidation_flow": "{{Flow}}",
              "acs_url": "https://a.test/acs"
            }
            """)))["pk"];
        Assert.Equal(string.Empty, (await client.Get($"/providers/saml/{id}/metadata/"))["metadata"]!.ToString());
        await client.Post("/core/applications/", Json.Of($$"""{ "name": "s", "slug": "s", "provider": {{id}} }"""));
        var shown = XElement.Parse((await client.Get($"/providers/saml/{id}/metadata/"))["metadata"]!.ToString());
        var file = await client.Get($"/providers/saml/{id}/metadata/?download");
        Assert.Equal(("EntityDescriptor", "application/xml"), (shown.Name.LocalName, file.ContentType));
        Assert.Equal(shown.ToString(), XElement.Parse(file.Text).ToString());
    }

    [Theory]
    [InlineData("2024.10.5", 204)]
    [InlineData("2026.2.2", 201)]
    public async Task A_provider_is_made_from_metadata(string version, int status)
    {
        const string Metadata =
            """
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sp.test">
              <md:SPSSODescriptor>
                <md:AssertionConsumerService Binding="urn:x:HTTP-POST" Location="https://sp.test/acs" index="0"/>
              </md:SPSSODescriptor>
            </md:EntityDescriptor>
            """;
        using var client = new Client(version);
        Task<Came> Send(string text) => Form.PostAsync(
            client,
            "/providers/saml/import_metadata/",
            ("name", null, "sp"),
            ("authorization_flow", null, Flow),
            ("invalidation_flow", null, Flow),
            ("file", "m.xml", text));

        Assert.Equal(405, (await Send("<x/>")).Status);
        Assert.Equal(status, (await Send(Metadata)).Status);
        var made = (await client.Get("/providers/saml/?name=sp")).Results[0];
        Assert.Equal(("https://sp.test/acs", "https://sp.test"), (made["acs_url"]!.ToString(), made["issuer"]!.ToString()));
        Assert.Equal(400, (await Form.PostAsync(client, "/providers/saml/import_metadata/", ("name", null, "sp"))).Status);
    }

    // As seen on 2024.8.6 and 2026.2.2, and read for the versions between them.
    [Theory]
    [InlineData("2024.8.6", "", "redirect", false)]
    [InlineData("2025.10.4", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", "redirect", false)]
    [InlineData("2026.2.2", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", "post", true)]
    public async Task Metadata_says_what_is_signed_and_encrypted(string version, string format, string logout, bool isEncrypted)
    {
        using var client = new Client(version);
        var pair = (await client.Get("/crypto/certificatekeypairs/")).Results[0]["pk"]!.ToString();
        var pem = (await client.Get($"/crypto/certificatekeypairs/{pair}/view_certificate/"))["data"]!.ToString();
        var text = string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-')));
        string Key(string use) => $"<KeyDescriptor use=\"{use}\"><X509Certificate>{text}</X509Certificate></KeyDescriptor>";
        var metadata =
            $"""
            <EntityDescriptor entityID="https://sp.test">
              <SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true">
                {Key("signing")}{Key("encryption")}
                <SingleLogoutService Binding="urn:x:HTTP-POST" Location="https://sp.test/slo"/>
                <NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>
                <AssertionConsumerService Binding="urn:x:HTTP-Redirect" Location="https://sp.test/acs" index="0"/>
              </SPSSODescriptor>
            </EntityDescriptor>
            """;
        await Form.PostAsync(
            client,
            "/providers/saml/import_metadata/",
            ("name", null, "sp"),
            ("authorization_flow", null, Flow),
            ("invalidation_flow", null, Flow),
            ("file", "m.xml", metadata));
        var made = (await client.Get("/providers/saml/?name=sp")).Results[0];
        Assert.Equal(
            (pair, "redirect", "true"),
            (made["signing_kp"]!.ToString(), made["sp_binding"]!.ToString(), made["sign_assertion"]!.ToString()));
        var signing = await client.Get($"/crypto/certificatekeypairs/{made["verification_kp"]}/");
        Assert.Equal("Provider sp - SAML Signing Certificate", signing["name"]!.ToString());
        Assert.Equal(isEncrypted, made["encryption_kp"] is not null);
        Assert.Equal(
            (format, logout),
            (made["default_name_id_policy"]?.ToString() ?? string.Empty, made["sls_binding"]?.ToString() ?? "redirect"));
    }

    [Theory]
    [InlineData("2025.6.4", """{"is_running":false,"tasks":[{"uuid":""")]
    [InlineData("2026.2.2", "\"last_sync_status\":\"done\"")]
    public async Task Synchronization_has_a_status(string version, string text)
    {
        using var client = new Client(version);
        var id = (await client.Post("/providers/scim/", Json.Of("""{ "name": "scim", "url": "https://a.test", "token": "t" }""")))["pk"];
        Assert.Contains(text, Json.Text((await client.Get($"/providers/scim/{id}/sync/status/")).Json), StringComparison.Ordinal);
    }

    private static System.Text.Json.Nodes.JsonNode Transaction(string bindings) => Json.Of(
        $$"""
        {
          "app": { "name": "tx", "slug": "tx" },
          "provider_model": "authentik_providers_oauth2.oauth2provider",
          "provider": {
            "name": "tx", "authorization_flow": "{{Flow}}", "invalidation_flow": "{{Flow}}",
            "redirect_uris": []
          },
          "policy_bindings": {{bindings}}
        }
        """);
}
