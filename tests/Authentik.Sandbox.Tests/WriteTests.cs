using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

public class WriteTests
{
    private const string Flows =
        """ "authorization_flow": "f1000000-0000-4000-8000-000000000008","""
        + """ "invalidation_flow": "f1000000-0000-4000-8000-000000000009" """;

    [Fact]
    public async Task What_nobody_sent_has_a_default()
    {
        using var client = new Client();
        var made = await client.Post("/providers/oauth2/", Provider("a"));
        Assert.Equal(201, made.Status);
        Assert.Equal("hashed_user_id", made["sub_mode"]!.ToString());
        Assert.Equal("hours=1", made["access_token_validity"]!.ToString());
        Assert.Equal(40, made["client_id"]!.ToString().Length);
        Assert.Equal(128, made["client_secret"]!.ToString().Length);
        Assert.Null(made["signing_key"]);
    }

    [Fact]
    public async Task A_partial_change_changes_what_is_sent()
    {
        using var client = new Client();
        var made = await client.Post("/providers/oauth2/", Provider("a"));
        var after = await client.Patch("/providers/oauth2/1/", Json.Of("""{ "name": " b ", "nosuch": 1, "pk": 99, "component": "x" }"""));
        Assert.Equal(200, after.Status);
        made.Json!["name"] = "b";
        var expected = made.Json.AsObject();
        expected["name"] = "b";
        Assert.Equal(Json.Text(expected), Json.Text(after.Json));
        Assert.Equal(200, (await client.Patch("/providers/oauth2/1/")).Status);
    }

    [Fact]
    public async Task A_whole_change_demands_what_is_required_and_resets_nothing()
    {
        using var client = new Client();
        await client.Post("/providers/oauth2/", Provider("a", """ "client_type": "public" """));
        var came = await client.Put("/providers/oauth2/1/", Provider("b"));
        Assert.Equal((200, "public"), (came.Status, came["client_type"]!.ToString()));
        Assert.Equal(400, (await client.Put("/providers/oauth2/1/", Json.Of("""{ "name": "c" }"""))).Status);
    }

    [Fact]
    public async Task Lists_are_replaced_and_folded()
    {
        using var client = new Client();
        const string Group = "b5000000-0000-4000-8000-000000000002";
        var came = await client.Patch("/core/users/5/", Json.Of($$"""{ "groups": ["{{Group}}", "{{Group}}"] }"""));
        Assert.Single(came["groups"]!.AsArray());
        Assert.Equal("authentik Read-only", came["groups_obj"]![0]!["name"]!.ToString());
        Assert.Empty((await client.Patch("/core/users/5/", Json.Of("""{ "groups": [] }""")))["groups"]!.AsArray());
    }

    [Theory]
    [InlineData("""{ "name": null }""", """{"name":["This field may not be null."]}""")]
    [InlineData("""{ "username": "" }""", """{"username":["This field may not be blank."]}""")]
    [InlineData("""{ "path": "" }""", """{"path":["This field may not be blank."]}""")]
    [InlineData("""{ "username": ["x"] }""", """{"username":["Not a valid string."]}""")]
    [InlineData("""{ "groups": null }""", """{"groups":["This field may not be null."]}""")]
    [InlineData("""{ "groups": "x" }""", """{"groups":["Expected a list of items but got type \"str\"."]}""")]
    [InlineData(
        """{ "groups": ["b5000000-0000-4000-8000-000000000099"] }""",
        """{"groups":["Invalid pk \"b5000000-0000-4000-8000-000000000099\" - object does not exist."]}""")]
    [InlineData("""{ "is_active": "maybe" }""", """{"is_active":["Must be a valid boolean."]}""")]
    [InlineData("""{ "type": "robot" }""", """{"type":["\"robot\" is not a valid choice."]}""")]
    [InlineData("""{ "username": "eve" }""", """{"username":["This field must be unique."]}""")]
    [InlineData("[]", """{"non_field_errors":["Invalid data. Expected a dictionary, but got list."]}""")]
    public async Task A_bad_value_is_refused_in_the_servers_words(string body, string expected)
    {
        using var client = new Client();
        var came = await client.Patch("/core/users/5/", Json.Of(body));
        Assert.Equal((400, expected), (came.Status, Json.Text(came.Json)));
    }

    [Theory]
    [InlineData(
        """ [{ "matching_mode": "nope", "url": "" }, {}, { "matching_mode": "strict", "url": "https://a" }] """,
        """[{"matching_mode":["\"nope\" is not a valid choice."],"url":["This field may not be blank."]},"""
        + """{"matching_mode":["This field is required."],"url":["This field is required."]},{}]""")]
    [InlineData("\"x\"", """{"non_field_errors":["Expected a list of items but got type \"str\"."]}""")]
    [InlineData(""" [{ "matching_mode": "regex", "url": "**" }] """, """["Invalid Regex Pattern: **"]""")]
    public async Task Nested_errors_stand_where_they_belong(string uris, string expected)
    {
        using var client = new Client();
        var came = await client.Post("/providers/oauth2/", Json.Of($$"""{ "name": "a", {{Flows}}, "redirect_uris": {{uris}} }"""));
        Assert.Equal((400, expected), (came.Status, Json.Text(came["redirect_uris"])));
    }

    [Theory]
    [InlineData("2024.8.4")]
    [InlineData("2024.10.2")]
    public async Task Older_servers_take_redirect_uris_as_lines(string version)
    {
        using var client = new Client(version);
        var flows = version == "2024.8.4" ? Flows.Split(',')[0] : Flows;
        var body = Json.Of($$"""{ "name": "a", {{flows}}, "redirect_uris": "https://a\nhttps://b" }""");
        Assert.Equal("https://a\nhttps://b", (await client.Post("/providers/oauth2/", body))["redirect_uris"]!.ToString());
        body["redirect_uris"] = new JsonArray(new JsonObject());
        Assert.Equal("""{"redirect_uris":["Not a valid string."]}""", Json.Text((await client.Patch("/providers/oauth2/1/", body)).Json));
    }

    [Fact]
    public async Task Names_of_a_family_are_unique_across_its_kinds()
    {
        using var client = new Client();
        await client.Post("/providers/oauth2/", Provider("a"));
        Assert.Equal(
            """{"name":["provider with this name already exists."]}""",
            Json.Text((await client.Post("/providers/oauth2/", Provider("a"))).Json));
    }

    [Fact]
    public async Task Secrets_do_not_come_back()
    {
        using var client = new Client();
        Assert.DoesNotContain("consumer_secret", (await client.Get("/sources/oauth/github/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_too_big_is_taken_and_breaks_what_shows_it()
    {
        using var client = new Client();
        Assert.Equal(
            200,
            (await client.Patch("/core/users/5/", Json.Of("""{ "attributes": { "n": 123456789012345678901234567890 } }"""))).Status);
        var came = await client.Get("/core/users/5/");
        Assert.Equal((500, "text/html; charset=utf-8"), (came.Status, came.ContentType));
        Assert.Equal(500, (await client.Get("/core/users/")).Status);
        await client.Patch("/core/users/5/", Json.Of("""{ "attributes": {} }"""));
        Assert.Equal(200, (await client.Get("/core/users/")).Status);
    }

    [Fact]
    public async Task A_certificate_is_read()
    {
        using var client = new Client();
        var came = await client.Post(
            "/crypto/certificatekeypairs/",
            Json.Of("""{ "name": "x", "certificate_data": "garbage", "key_data": "g" }"""));
        Assert.Equal(
            """{"certificate_data":["Unable to load certificate."],"key_data":["Unable to load private key (possibly encrypted?)."]}""",
            Json.Text(came.Json));
    }

    [Fact]
    public async Task What_a_certificate_says_is_shown()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=a.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow, new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using var client = new Client();
        var body = new JsonObject
        {
            ["name"] = "x",
            ["certificate_data"] = made.ExportCertificatePem(),
            ["key_data"] = key.ExportPkcs8PrivateKeyPem(),
        };
        var came = await client.Post("/crypto/certificatekeypairs/", body);
        Assert.Equal(
            ("CN=a.example", "2030-01-02T03:04:05Z", "rsa"),
            (came["cert_subject"]!.ToString(), came["cert_expiry"]!.ToString(), came["key_type"]!.ToString()));
        Assert.True((bool)came["private_key_available"]!);
        Assert.DoesNotContain("PRIVATE KEY", came.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await client.Get("/crypto/certificatekeypairs/?has_key=true")).Results.Count);
    }

    private static JsonNode Provider(string name, string? more = null) =>
        Json.Of($$"""
            {
              "name": "{{name}}",
              {{Flows}},
              "redirect_uris": [{ "matching_mode": "strict", "url": "https://a" }]{{(more is null ? string.Empty : "," + more)}}
            }
            """);
}
