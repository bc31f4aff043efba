using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Who can open an application, by what is bound to it.</summary>
public class AccessCheckTests
{
    private const string Flow = "f1000000-0000-4000-8000-000000000008";
    private const string Admins = "b5000000-0000-4000-8000-000000000001";

    [Fact]
    public async Task Bindings_of_groups_and_users_decide_about_access()
    {
        using var client = new Client();
        var application = (await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }""")))["pk"];
        Assert.True(await PassesAsync(client, 5));
        await client.Post("/policies/bindings/", Json.Of($$"""{ "target": "{{application}}", "group": "{{Admins}}", "order": 0 }"""));
        Assert.False(await PassesAsync(client, 5));
        Assert.True(await PassesAsync(client, 3));
        await client.Post("/policies/bindings/", Json.Of($$"""{ "target": "{{application}}", "user": 5, "order": 1 }"""));
        Assert.True(await PassesAsync(client, 5));
        await client.Patch("/core/applications/wiki/", Json.Of("""{ "policy_engine_mode": "all" }"""));
        Assert.False(await PassesAsync(client, 5));
    }

    // From 2025.8 to 2025.12, one user or group is enough even where all are required. Policies are required in all versions.
    [Theory]
    [InlineData("2025.6.4", "user other", false)]
    [InlineData("2025.8.6", "user other", true)]
    [InlineData("2025.12.4", "user other", true)]
    [InlineData("2025.12.4", "other", false)]
    [InlineData("2025.12.4", "user no", false)]
    [InlineData("2025.12.4", "yes yes", true)]
    [InlineData("2026.2.2", "user other", false)]
    public async Task Versions_differ_in_what_all_means(string version, string bindings, bool passes)
    {
        using var client = new Client(version);
        var application = await client.Post(
            "/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki", "policy_engine_mode": "all" }"""));
        foreach (var (binding, order) in bindings.Split(' ').Select((binding, order) => (binding, order)))
        {
            var body = await CreateBindingAsync(client, binding == "other" ? "user" : binding, order);
            body["user"] = binding == "other" ? 3 : body["user"]?.DeepClone();
            body["target"] = application["pk"]!.ToString();
            body["order"] = order;
            Assert.Equal(201, (await client.Post("/policies/bindings/", body)).Status);
        }

        Assert.Equal(passes, await PassesAsync(client, 5));
    }

    [Theory]
    [InlineData("2026.2.2", true)]
    [InlineData("2026.5.6", false)]
    [InlineData("2026.8.3", false)]
    public async Task A_flag_of_newer_versions_closes_applications_without_bindings(string version, bool passes)
    {
        using var client = new Client(version);
        await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }"""));
        Assert.True(await PassesAsync(client, 5));
        var flags = (await client.Get("/admin/settings/"))["flags"]!.DeepClone();
        flags["core_default_app_access"] = false;
        Assert.Equal(200, (await client.Patch("/admin/settings/", new JsonObject { ["flags"] = flags })).Status);
        Assert.Equal(passes, await PassesAsync(client, 5));
    }

    [Theory]
    [InlineData("any", "yes no", true)]
    [InlineData("all", "yes no", false)]
    [InlineData("all", "yes not-no", true)]
    [InlineData("any", "no user", true)]
    [InlineData("all", "no user", false)]
    [InlineData("all", "off-no", true)]
    [InlineData("any", "place", false, "GeoIP: client IP address not found in City database.")]
    [InlineData("any", "not-place", false, "GeoIP: client IP address not found in City database.")]
    [InlineData("any", "pass-place", true, "GeoIP: client IP address not found in City database.")]
    public async Task Policies_decide_about_access(string mode, string bindings, bool passes, string? message = null)
    {
        using var client = new Client();
        var application = await client.Post(
            "/core/applications/",
            Json.Of($$"""{ "name": "Wiki", "slug": "wiki", "policy_engine_mode": "{{mode}}" }"""));
        foreach (var (binding, order) in bindings.Split(' ').Select((binding, order) => (binding, order)))
        {
            var body = await CreateBindingAsync(client, binding);
            body["target"] = application["pk"]!.ToString();
            body["order"] = order;
            Assert.Equal(201, (await client.Post("/policies/bindings/", body)).Status);
        }

        var came = await client.Get("/core/applications/wiki/check_access/?for_user=5");
        Assert.Equal((200, passes), (came.Status, came["passing"]!.GetValue<bool>()));
        Assert.Equal(message, came["messages"]!.AsArray().SingleOrDefault()?.ToString());
    }

    [Theory]
    [InlineData("code")]
    [InlineData("crash")]
    public async Task What_a_policy_says_is_not_made_up(string binding)
    {
        using var client = new Client();
        var application = await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }"""));
        var body = await CreateBindingAsync(client, binding);
        body["target"] = application["pk"]!.ToString();
        body["order"] = 0;
        await client.Post("/policies/bindings/", body);
        Assert.Equal(501, (await client.Get("/core/applications/wiki/check_access/")).Status);
    }

    [Fact]
    public async Task An_outpost_learns_only_whether_a_user_has_access()
    {
        using var client = new Client();
        var provider = await client.Post(
            "/providers/ldap/",
            Json.Of($$"""{ "name": "Directory", "authorization_flow": "{{Flow}}", "invalidation_flow": "{{Flow}}" }"""));
        var application = await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }"""));
        var body = await CreateBindingAsync(client, "place");
        body["target"] = application["pk"]!.ToString();
        body["order"] = 0;
        await client.Post("/policies/bindings/", body);
        var path = $"/outposts/ldap/{provider["pk"]}/check_access/";
        Assert.Equal(
            """{"has_search_permission":true,"access":{"passing":false,"messages":[],"log_messages":[]}}""",
            Json.Text((await client.Get($"{path}?app_slug=wiki")).Json));
        Assert.Equal("No Application matches the given query.", (await client.Get($"{path}?app_slug=nope")).Detail);
        Assert.Equal("No LDAPProvider matches the given query.", (await client.Get("/outposts/ldap/99/check_access/")).Detail);
        Assert.Equal(500, (await client.Get(path)).Status);
    }

    [Theory]
    [InlineData("99", """{"for_user":"User not found"}""")]
    [InlineData("x", """{"for_user":"for_user must be numerical"}""")]
    public async Task Access_is_checked_for_a_user_that_exists(string user, string answer)
    {
        using var client = new Client();
        await client.Post("/core/applications/", Json.Of("""{ "name": "Wiki", "slug": "wiki" }"""));
        var came = await client.Get($"/core/applications/wiki/check_access/?for_user={user}");
        Assert.Equal((400, answer), (came.Status, Json.Text(came.Json)));
    }

    // A word before the last one says how the binding differs.
    private static async Task<JsonNode> CreateBindingAsync(Client client, string words, int number = 0)
    {
        var parts = words.Split('-');
        var (kind, policy) = parts[^1] switch
        {
            "yes" => ("expression", """{ "expression": "return True" }"""),
            "no" => ("expression", """{ "expression": "return False" }"""),
            "code" => ("expression", """{ "expression": "return ak_is_sso_flow" }"""),
            "crash" => ("dummy", """{ "wait_min": 0, "wait_max": 0 }"""),
            "place" => ("geoip", """{ "asns": [], "countries": ["IT"] }"""),
            _ => (string.Empty, "{}"),
        };
        var binding = new JsonObject
        {
            ["negate"] = parts[0] == "not",
            ["enabled"] = parts[0] != "off",
            ["failure_result"] = parts[0] == "pass",
        };
        if (kind.Length == 0)
        {
            binding["user"] = 5;
            return binding;
        }

        var body = Json.Of(policy);
        body["name"] = $"{words} {number}";
        binding["policy"] = (await client.Post($"/policies/{kind}/", body))["pk"]!.ToString();
        return binding;
    }

    private static async Task<bool> PassesAsync(Client client, int user) =>
        (await client.Get($"/core/applications/wiki/check_access/?for_user={user}"))["passing"]!.GetValue<bool>();
}
