using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>What a new object has without having been given it, and what a server wants of it.</summary>
public class NewObjectTests
{
    private const string Licence = """{ "key": "ey-sandbox" }""";
    private const string Flows =
        """ "authorization_flow": "f1000000-0000-4000-8000-000000000008", "invalidation_flow": "f1000000-0000-4000-8000-000000000009" """;

    [Theory]
    [InlineData(
        "2026.2.2", "/providers/saml/",
        $$"""{ "name": "n", "acs_url": "https://a.example/", {{Flows}} }""",
        "sign_assertion", "true")]
    [InlineData(
        "2026.2.2", "/sources/ldap/",
        """{ "name": "n", "slug": "n", "server_uri": "ldap://d", "base_dn": "d" }""",
        "sync_users", "true")]
    [InlineData(
        "2026.2.2", "/sources/ldap/",
        """{ "name": "n", "slug": "n", "server_uri": "ldap://d", "base_dn": "d" }""",
        "sync_groups", "true")]
    [InlineData("2026.2.2", "/policies/reputation/", """{ "name": "n", "check_ip": true }""", "threshold", "-5")]
    [InlineData("2026.2.2", "/policies/reputation/", """{ "name": "n", "check_ip": true }""", "check_username", "true")]
    [InlineData("2026.2.2", "/policies/unique_password/", """{ "name": "n" }""", "num_historical_passwords", "1")]
    [InlineData("2026.2.2", "/endpoints/fleet/connectors/", """{ "name": "n", "url": "https://f", "token": "t" }""", "enabled", "true")]
    [InlineData("2026.2.2", "/endpoints/fleet/connectors/", """{ "name": "n", "url": "https://f", "token": "t" }""", "map_users", "true")]
    [InlineData("2026.8.3", "/endpoints/google_chrome/connectors/", """{ "name": "n", "credentials": {} }""", "enabled", "true")]
    [InlineData("2026.8.3", "/stages/account_lockdown/", """{ "name": "n" }""", "revoke_tokens", "true")]
    [InlineData(
        "2024.8.6",
        "/providers/google_workspace/",
        """{ "name": "n", "delegated_subject": "a", "credentials": {}, "default_group_email_domain": "d" }""",
        "user_delete_action",
        "\"delete\"")]
    public async Task It_has_the_defaults_of_a_server(string version, string path, string body, string field, string expected)
    {
        using var client = new Client(version);
        await client.Post("/enterprise/license/", Json.Of(Licence));
        var came = await client.Post(path, Json.Of(body));
        Assert.Equal(201, came.Status);
        Assert.Equal(expected, came[field]!.ToJsonString());
    }

    [Fact]
    public async Task A_signing_certificate_wants_something_to_be_signed()
    {
        using var client = new Client();
        var pair = (await client.Get("/crypto/certificatekeypairs/")).Results[0]["pk"]!.ToString();
        var body = Json.Of($$"""{ "name": "n", "acs_url": "https://a.example/", "signing_kp": "{{pair}}", {{Flows}} }""");
        var came = await client.Post("/providers/saml/", body);
        Assert.Equal((400, "With a signing keypair selected"), (came.Status, came["non_field_errors"]![0]!.ToString()[..31]));
        body["sign_response"] = true;
        var made = await client.Post("/providers/saml/", body);
        Assert.Equal(201, made.Status);

        // The stored value doesn't count.
        var change = Json.Of($$"""{ "signing_kp": "{{pair}}" }""");
        Assert.Equal(400, (await client.Patch($"/providers/saml/{made["pk"]}/", change)).Status);
    }

    [Theory]
    [InlineData("sync_users", "user_property_mappings")]
    [InlineData("sync_groups", "group_property_mappings")]
    public async Task A_synchronization_that_is_asked_for_wants_mappings(string field, string wrong)
    {
        using var client = new Client();
        var body = (JsonObject)Json.Of("""{ "name": "n", "slug": "n", "server_uri": "ldap://d", "base_dn": "d" }""");
        Assert.Equal(201, (await client.Post("/sources/ldap/", body)).Status);
        body["slug"] = "other";
        body[field] = true;
        var came = await client.Post("/sources/ldap/", body);
        Assert.Equal(400, came.Status);
        Assert.True(((JsonObject)came.Json!).ContainsKey(wrong));
        Assert.Equal(400, (await client.Patch("/sources/ldap/n/", new JsonObject { [field] = true })).Status);
    }

    [Fact]
    public async Task Only_one_LDAP_source_synchronizes_passwords()
    {
        using var client = new Client();
        var body = (JsonObject)Json.Of("""{ "name": "n", "slug": "n", "server_uri": "ldap://d", "base_dn": "d" }""");
        await client.Post("/sources/ldap/", body);
        body["slug"] = "other";
        body["sync_users_password"] = true;
        Assert.Contains("Only a single", (await client.Post("/sources/ldap/", body)).Text, StringComparison.Ordinal);
    }
}
