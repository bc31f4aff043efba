using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Tests of policies and property mappings. What is expected was seen on real servers.</summary>
public class TrialTests
{
    [Theory]
    [InlineData("dummy", """{ "result": true, "wait_min": 0, "wait_max": 1 }""", "{}", true, "dummy")]
    [InlineData("dummy", """{ "result": false, "wait_min": 0, "wait_max": 1 }""", "{}", false, "dummy")]
    [InlineData("event_matcher", """{ "action": "login" }""", "{}", false, null)]
    [InlineData("password_expiry", """{ "days": 100000, "deny_only": true }""", "{}", true, null)]
    [InlineData("password_expiry", """{ "days": 0, "deny_only": true }""", "{}", false, "Password has expired.")]
    [InlineData("expression", """{ "expression": "return True" }""", "{}", true, null)]
    [InlineData("expression", """{ "expression": "# Nobody\nreturn False  # at all\n" }""", "{}", false, null)]
    [InlineData("expression", """{ "expression": "return 1" }""", "{}", true, null)]
    [InlineData("expression", """{ "expression": "return \"\"" }""", "{}", false, null)]
    [InlineData("expression", """{ "expression": "return None" }""", "{}", false, null)]
    [InlineData("reputation", """{ "check_ip": false, "check_username": true, "threshold": 0 }""", "{}", true, null)]
    [InlineData("reputation", """{ "check_ip": false, "check_username": true, "threshold": -2 }""", "{}", false, null)]
    [InlineData("password", """{ "length_min": 8, "error_message": "bad" }""", "{}", false, "Password not set in context")]
    [InlineData("password", """{ "length_min": 8, "error_message": "bad" }""", """{ "password": "abc" }""", false, "bad")]
    [InlineData("password", """{ "length_min": 8 }""", """{ "password": 12345678 }""", true, null)]
    [InlineData("password", """{ "length_min": 8 }""", """{ "prompt_data": { "password": "x" }, "password": "longenough" }""", false, "")]
    [InlineData("password", """{ "length_min": 8 }""", """{ "prompt_data": { "a": "x" }, "password": "longenough" }""", true, null)]
    [InlineData("password", """{ "amount_digits": 2, "error_message": "m" }""", """{ "password": "abc1" }""", false, "m")]
    [InlineData("password", """{ "amount_symbols": 2, "error_message": "m" }""", """{ "password": "abc!?" }""", true, null)]
    [InlineData("password", """{ "amount_uppercase": 1, "error_message": "m" }""", """{ "password": "abc" }""", false, "m")]
    [InlineData("geoip", """{ "asns": [], "countries": ["IT"] }""", """{ "geoip": { "country": "IT" } }""", true, null)]
    [InlineData(
        "geoip", """{ "asns": [], "countries": ["IT"] }""", """{ "geoip": { "country": "DE" } }""", false,
        "Client IP is not in an allowed country.")]
    [InlineData(
        "geoip", """{ "asns": [], "countries": ["IT"] }""", "{}", false, "GeoIP: client IP address not found in City database.")]
    [InlineData("geoip", """{ "asns": [1], "countries": ["IT"] }""", "{}", false, "GeoIP: client IP not found in ASN database.")]
    [InlineData("geoip", """{ "asns": [1], "countries": [] }""", """{ "asn": { "asn": 1 } }""", true, null)]
    public async Task A_policy_is_tested(string kind, string policy, string context, bool passes, string? message)
    {
        using var client = new Client();
        var came = await TestPolicyAsync(client, kind, policy, context);
        Assert.Equal(200, came.Status);
        Assert.Equal(passes, came["passing"]!.GetValue<bool>());
        Assert.Equal(message, came["messages"]!.AsArray().SingleOrDefault()?.ToString());
    }

    [Theory]
    [InlineData("dummy", """{ "wait_min": 0, "wait_max": 0 }""", "{}", 405)]
    [InlineData("event_matcher", """{ "action": "login" }""", """{ "event": { "action": "login" } }""", 405)]
    [InlineData("password", """{ "length_min": 8 }""", """{ "prompt_data": "x" }""", 405)]
    [InlineData("password", """{ "check_zxcvbn": true }""", """{ "password": "abc" }""", 501)]
    [InlineData("password", """{ "check_have_i_been_pwned": true }""", """{ "password": "abc" }""", 501)]
    [InlineData("expression", """{ "expression": "return request.user.username == \"jdoe\"" }""", "{}", 501)]
    [InlineData("expression", """{ "expression": "ak_message(\"no\")\nreturn False" }""", "{}", 501)]
    [InlineData("expression", """{ "expression": "return True if context else False" }""", "{}", 501)]
    [InlineData("expression", """{ "expression": "return 1 + 1" }""", "{}", 501)]
    public async Task What_crashes_a_server_or_needs_Python_is_not_made_up(string kind, string policy, string context, int status)
    {
        using var client = new Client();
        Assert.Equal(status, (await TestPolicyAsync(client, kind, policy, context)).Status);
    }

    [Theory]
    [InlineData("""{}""", """{"user":["This field is required."]}""")]
    [InlineData("""{ "user": null }""", """{"user":["This field may not be null."]}""")]
    [InlineData("""{ "user": 999 }""", """{"user":["Invalid pk \"999\" - object does not exist."]}""")]
    [InlineData("""{ "user": "x" }""", """{"user":["Incorrect type. Expected pk value, received str."]}""")]
    [InlineData("""{ "user": true }""", """{"user":["Incorrect type. Expected pk value, received bool."]}""")]
    [InlineData("""{ "user": 5, "context": null }""", """{"context":["This field may not be null."]}""")]
    [InlineData(
        """{ "user": "5", "context": [1] }""", """{"context":["Value must be a dictionary, and not have any duplicate keys."]}""")]
    public async Task The_user_and_the_context_are_checked(string body, string errors)
    {
        using var client = new Client();
        var id = (await client.Get("/policies/all/")).Results[0]["pk"];
        var came = await client.Post($"/policies/all/{id}/test/", Json.Of(body));
        Assert.Equal((400, errors), (came.Status, Json.Text(came.Json)));
    }

    [Theory]
    [InlineData("return {}", "{}")]
    [InlineData("return", "null")]
    [InlineData("return 1.5", "1.5")]
    [InlineData("return -1", "-1")]
    [InlineData("return 'a' \"b\\n\"", """
        "ab\n"
        """)]
    [InlineData("return [1, 'a', None, True, False]", """[1, "a", true]""")]
    [InlineData("return (1, 2)", "[1, 2]")]
    [InlineData("return 1, 2", "[1, 2]")]
    [InlineData("return {  # two\n  'a': 1,\n  'b': [{'c': None}],\n}\n", """{"a": 1, "b": [{"c": null}]}""")]
    [InlineData("return request.user.username", "\"jdoe\"")]
    [InlineData("return user.pk", "5")]
    [InlineData("return user.is_superuser", "false")]
    [InlineData("return user.attributes.get('nope', user.email)", "\"jdoe@example.com\"")]
    [InlineData("return request.user", """{"username": "jdoe", "pk": 5, "email": "jdoe@example.com"}""")]
    [InlineData("return [group.name for group in user.ak_groups.all()]", """["staff"]""")]
    [InlineData("return group.name", "\"authentik Admins\"")]
    [InlineData("return city", "\"R\\u00f3ma\"")]
    [InlineData("return request.context['city']", "\"R\\u00f3ma\"")]
    public async Task A_mapping_is_tested(string code, string result)
    {
        using var client = new Client();
        var came = await TestMappingAsync(client, code);
        Assert.Equal(200, came.Status);
        Assert.Equal(result, came["result"]!.ToString());
        Assert.True(came["successful"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("return nope")]
    [InlineData("return user.nope")]
    [InlineData("return user.attributes['nope']")]
    [InlineData("return f'{user.name}'")]
    [InlineData("return user.name + 'x'")]
    [InlineData("return user.name if user else None")]
    [InlineData("return [one for one in 'abc']")]
    [InlineData("name = 'x'\nreturn name")]
    [InlineData("return 1\nreturn 2")]
    [InlineData("return 010")]
    [InlineData("return 1e3")]
    [InlineData("return '\\x41'")]
    [InlineData("return {1: 2}")]
    public async Task Other_code_is_not_evaluated(string code)
    {
        using var client = new Client();
        Assert.Equal(501, (await TestMappingAsync(client, code)).Status);
    }

    [Fact]
    public async Task A_result_can_be_formatted()
    {
        using var client = new Client();
        var came = await TestMappingAsync(client, "return {'a': 1, 'b': [1, {'c': []}]}", "?format_result=true");
        Assert.Equal(
            "{\n    \"a\": 1,\n    \"b\": [\n        1,\n        {\n            \"c\": []\n        }\n    ]\n}",
            came["result"]!.ToString());
    }

    private static async Task<Came> TestPolicyAsync(Client client, string kind, string policy, string context)
    {
        var body = Json.Of(policy);
        body["name"] = "tried";
        var made = await client.Post($"/policies/{kind}/", body);
        Assert.Equal(201, made.Status);
        return await client.Post(
            $"/policies/all/{made["pk"]}/test/",
            new JsonObject { ["user"] = 5, ["context"] = Json.Of(context) });
    }

    private static async Task<Came> TestMappingAsync(Client client, string code, string query = "")
    {
        var mapping = new JsonObject { ["name"] = "tried", ["scope_name"] = "tried", ["expression"] = code };
        var made = await client.Post("/propertymappings/provider/scope/", mapping);
        Assert.Equal(201, made.Status);
        await client.Post("/core/groups/", Json.Of("""{ "name": "staff", "users": [5] }"""));
        var body = Json.Of("""{ "user": 5, "group": "b5000000-0000-4000-8000-000000000001", "context": { "city": "Róma" } }""");
        return await client.Post($"/propertymappings/all/{made["pk"]}/test/{query}", body);
    }
}
