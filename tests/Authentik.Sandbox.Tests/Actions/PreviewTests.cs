using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Previews of providers and prompts, and tests of transports. What is expected was seen on real servers.</summary>
public class PreviewTests
{
    private const string Flow = "f1000000-0000-4000-8000-000000000008";

    [Theory]
    [InlineData("2024.10.5", true)]
    [InlineData("2025.10.4", false)]
    [InlineData("2026.2.2", false)]
    public async Task An_oauth2_provider_shows_the_claims_of_its_mappings(string version, bool isVerified)
    {
        using var client = new Client(version);
        var provider = await CreateAsync(client, "oauth2", "scope", """{ "sub_mode": "user_username" }""");
        var claims = (await client.Get($"/providers/oauth2/{provider}/preview_user/?for_user=5"))["preview"]!;
        Assert.Null(claims["iss"]);
        Assert.Equal("jdoe", claims["sub"]!.ToString());
        Assert.Equal(isVerified, claims["email_verified"]!.GetValue<bool>());
        Assert.Equal(["staff"], claims["groups"]!.AsArray().Select(group => group!.ToString()));
        Assert.Equal(1800, claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>());
        Assert.Equal(version == "2026.2.2", claims["jti"] is not null);

        await client.Post("/core/applications/", Json.Of($$"""{ "name": "Wiki", "slug": "wiki", "provider": {{provider}} }"""));
        claims = (await client.Get($"/providers/oauth2/{provider}/preview_user/"))["preview"]!;
        Assert.Equal("http://sandbox.test/application/o/wiki/", claims["iss"]!.ToString());
    }

    [Theory]
    [InlineData("return {'sub': 'other', 'list': [None]}", """{"sub":"other","list":[null]}""")]
    [InlineData("return 'no dictionary'", """{"sub":"5","list":null}""")]
    public async Task A_mapping_can_replace_a_claim(string code, string expected)
    {
        using var client = new Client();
        var mapping = new JsonObject { ["name"] = "own", ["scope_name"] = "own", ["expression"] = code };
        var id = (await client.Post("/propertymappings/provider/scope/", mapping))["pk"];
        var provider = await CreateAsync(client, "oauth2", "scope", """{ "sub_mode": "user_id" }""");
        await client.Patch($"/providers/oauth2/{provider}/", new JsonObject { ["property_mappings"] = new JsonArray(id!.DeepClone()) });
        var claims = (await client.Get($"/providers/oauth2/{provider}/preview_user/?for_user=5"))["preview"]!;
        var shown = new JsonObject { ["sub"] = claims["sub"]?.DeepClone(), ["list"] = claims["list"]?.DeepClone() };
        Assert.Equal(expected, Json.Text(shown));
    }

    [Theory]
    [InlineData("999", "User not found")]
    [InlineData("x", "input must be numerical")]
    [InlineData("", "input must be numerical")]
    public async Task A_preview_is_for_a_user_that_exists(string user, string error)
    {
        using var client = new Client();
        var provider = await CreateAsync(client, "oauth2", "scope", "{}");
        var came = await client.Get($"/providers/oauth2/{provider}/preview_user/?for_user={user}");
        Assert.Equal((400, error), (came.Status, came["for_user"]!.ToString()));
    }

    [Fact]
    public async Task A_saml_provider_shows_attributes_and_a_name()
    {
        using var client = new Client();
        var provider = await CreateAsync(client, "saml", "saml", """{ "acs_url": "https://wiki.example/acs" }""");
        var preview = (await client.Get($"/providers/saml/{provider}/preview_user/?for_user=5"))["preview"]!;
        var names = preview["attributes"]!.AsArray().Select(one => $"{one!["Name"]!.ToString().Split('/')[^1]}={one["Value"]![0]}");
        Assert.Equal(
            [
                "uid=5", "username=jdoe", "windowsaccountname=jdoe", "Group=staff", "emailaddress=jdoe@example.com", "name=Jane Doe",
                "upn=jdoe@example.com",
            ],
            names);
        Assert.Equal((await client.Get("/core/users/5/"))["uid"]!.ToString(), preview["nameID"]!.ToString());
        await client.Patch(
            $"/providers/saml/{provider}/",
            Json.Of("""{ "default_name_id_policy": "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress" }"""));
        preview = (await client.Get($"/providers/saml/{provider}/preview_user/?for_user=5"))["preview"]!;
        Assert.Equal("jdoe@example.com", preview["nameID"]!.ToString());
    }

    [Fact]
    public async Task Attributes_are_strings_as_Python_writes_them()
    {
        using var client = new Client();
        var mapping = Json.Of("""
            { "name": "odd", "saml_name": "odd", "friendly_name": "Odd", "expression": "return [1, None, True, {'a': 'b'}, 1.5]" }
            """);
        var id = (await client.Post("/propertymappings/provider/saml/", mapping))["pk"];
        var provider = await CreateAsync(client, "saml", "saml", """{ "acs_url": "https://wiki.example/acs" }""");
        await client.Patch($"/providers/saml/{provider}/", new JsonObject { ["property_mappings"] = new JsonArray(id!.DeepClone()) });
        var preview = (await client.Get($"/providers/saml/{provider}/preview_user/"))["preview"]!;
        Assert.Equal(
            """[{"Value":["1","None","True","{'a': 'b'}","1.5"],"FriendlyName":"Odd","Name":"odd"}]""",
            Json.Text(preview["attributes"]));
    }

    [Theory]
    [InlineData("""{ "type": "text", "initial_value": "Rome" }""", "", "Rome", null)]
    [InlineData(
        """{ "type": "dropdown", "placeholder": "one", "initial_value": "two" }""", "", "one", """[{"value":"one","label":"one"}]""")]
    [InlineData(
        """{ "type": "text", "placeholder": "return user.username", "placeholder_expression": true }""", "akadmin", "", null)]
    [InlineData(
        """{ "type": "radio-button-group", "placeholder": "return ['x', 'y']", "placeholder_expression": true, "initial_value": "y" }""",
        "", "y", """[{"value":"x","label":"x"},{"value":"y","label":"y"}]""")]
    public async Task A_prompt_is_shown(string prompt, string placeholder, string initial, string? choices)
    {
        using var client = new Client();
        var before = (await client.Get("/stages/prompt/prompts/")).Results.Count;
        var body = Json.Of(prompt);
        body["field_key"] = "a";
        body["label"] = "L";
        var came = await client.Post("/stages/prompt/prompts/preview/", body);
        var field = came["fields"]![0]!;
        Assert.Equal((200, "ak-stage-prompt"), (came.Status, came["component"]!.ToString()));
        Assert.Equal((placeholder, initial), (field["placeholder"]!.ToString(), field["initial_value"]!.ToString()));
        Assert.Equal(choices ?? "null", Json.Text(field["choices"]));
        Assert.True(field["required"]!.GetValue<bool>());
        Assert.Equal(before, (await client.Get("/stages/prompt/prompts/")).Results.Count);
    }

    [Fact]
    public async Task A_prompt_is_checked()
    {
        using var client = new Client();
        var came = await client.Post("/stages/prompt/prompts/preview/", Json.Of("{}"));
        Assert.Equal(
            """{"field_key":["This field is required."],"label":["This field is required."],"type":["This field is required."]}""",
            Json.Text(came.Json));
    }

    [Fact]
    public async Task A_local_notification_reaches_the_caller()
    {
        using var client = new Client();
        var came = await TestTransportAsync(client, """{ "mode": "local" }""");
        Assert.Equal((200, """{"messages":[]}"""), (came.Status, Json.Text(came.Json)));
        var notes = (await client.Get("/events/notifications/")).Results;
        var note = Assert.Single(notes, one => one["body"]!.ToString() == "Test Notification from transport tried");
        Assert.Equal("custom_notification_test", note["event"]!["action"]!.ToString());
    }

    [Theory]
    [InlineData("2024.10.5", """{ "mode": "email" }""", 500, "\"[Errno 111] Connection refused\"")]
    [InlineData("2026.2.2", """{ "mode": "email" }""", 200, """{"messages":[]}""")]
    [InlineData(
        "2026.2.2", """{ "mode": "webhook", "webhook_url": "https://nope.invalid/x" }""", 500,
        "\"HTTPSConnectionPool(host='nope.invalid', port=443): Max retries exceeded with url: /x (Caused by NameResolutionError("
        + "\\\"HTTPSConnection(host='nope.invalid', port=443): Failed to resolve 'nope.invalid' ([Errno -2] Name or service not known)"
        + "\\\"))\"")]
    [InlineData(
        "2024.10.5", """{ "mode": "webhook_slack", "webhook_url": "http://127.0.0.1:1/x" }""", 500,
        "\"HTTPConnectionPool(host='127.0.0.1', port=1): Max retries exceeded with url: /x (Caused by NewConnectionError("
        + "\\\"HTTPConnection(host='127.0.0.1', port=1): Failed to establish a new connection: [Errno 111] Connection refused\\\"))\"")]
    public async Task A_transport_without_a_network(string version, string transport, int status, string text)
    {
        using var client = new Client(version);
        var came = await TestTransportAsync(client, transport);
        Assert.Equal((status, text), (came.Status, came.Text));
    }

    private static async Task<Came> TestTransportAsync(Client client, string transport)
    {
        var body = Json.Of(transport);
        body["name"] = "tried";
        return await client.Post($"/events/transports/{(await client.Post("/events/transports/", body))["pk"]}/test/");
    }

    private static async Task<JsonNode> CreateAsync(Client client, string kind, string mappings, string values)
    {
        var body = Json.Of(values);
        body["name"] = "Wiki";
        body["authorization_flow"] = Flow;
        body["invalidation_flow"] = Flow;
        body["redirect_uris"] = new JsonArray();
        await client.Post("/core/groups/", Json.Of("""{ "name": "staff", "users": [5] }"""));
        var ids = (await client.Get($"/propertymappings/provider/{mappings}/")).Results
            .Where(one => one["managed"]?.ToString().Split('/')[^1] is not (null or "scope-entitlements"))
            .Select(one => one["pk"]!.DeepClone());
        body["property_mappings"] = new JsonArray([.. ids]);
        var made = await client.Post($"/providers/{kind}/", body);
        Assert.Equal((201, null), (made.Status, made.Status == 201 ? null : made.Text));
        return made["pk"]!;
    }
}
