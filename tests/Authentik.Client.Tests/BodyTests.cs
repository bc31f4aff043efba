using System.Collections.Specialized;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Tests.Support;
using Authentik.Values;

namespace Authentik.Client.Tests;

public class BodyTests
{
    private const string StrictUris =
        """[{"matching_mode":"strict","url":"https://a.example/cb"},{"matching_mode":"strict","url":"https://b.example/cb"}]""";

    private static readonly Guid FlowId = Guid.Parse("682422f3-0b25-49bc-91b9-58074eeb9086");

    [Theory]
    [InlineData("2024.8.4", "\"https://a.example/cb\\nhttps://b.example/cb\"")]
    [InlineData("2024.8.5", StrictUris)]
    [InlineData("2024.10.2", "\"https://a.example/cb\\nhttps://b.example/cb\"")]
    [InlineData("2024.10.3", StrictUris)]
    [InlineData("2026.8.3", StrictUris)]
    public async Task Redirect_uris_take_the_form_of_the_version(string version, string json)
    {
        var body = await BodyAsync(version, ("redirect_uris", new[] { Uri("https://a.example/cb"), Uri("https://b.example/cb") }));
        Assert.Equal(json, body["redirect_uris"]!.ToJsonString());
    }

    [Fact]
    public async Task Defaults_of_fields_are_not_sent()
    {
        Assert.Equal("hours=1", Resources.OAuth2Provider.GetField("access_token_validity").Default);
        var body = await BodyAsync("2026.8.3", ("name", "a"));
        Assert.Equal("""{"name":"a"}""", body.ToJsonString());
    }

    [Theory]
    [InlineData("2026.2.2", "logout", true)]
    [InlineData("2026.2.2", "authorization", false)]
    [InlineData("2026.5.0", "logout", false)]
    [InlineData("2024.8.4", "logout", true)]
    public async Task A_logout_address_is_refused_where_it_would_become_a_sign_in_address(string version, string type, bool isRefused)
    {
        var uri = Uri("https://a.example/cb");
        uri.RedirectUriType = type;
        if (isRefused)
        {
            var error = await Assert.ThrowsAsync<InputException>(() => BodyAsync(version, ("redirect_uris", new[] { uri })));
            Assert.Contains("2026.5 and later", error.Message, StringComparison.Ordinal);
        }
        else
        {
            var body = await BodyAsync(version, ("redirect_uris", new[] { uri }));
            Assert.Equal(version == "2026.5.0", body.ToJsonString().Contains("redirect_uri_type", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("2024.8.6", "invalidation_flow")]
    [InlineData("2024.10.5", "jwt_federation_providers")]
    [InlineData("2024.12.5", "jwks_sources")]
    [InlineData("2025.10.4", "backchannel_logout_uri")]
    [InlineData("2025.8.6", "logout_uri")]
    [InlineData("2026.2.2", "grant_types")]
    public async Task A_field_of_another_version_is_refused_with_the_versions(string version, string field)
    {
        object value = Resources.OAuth2Provider.GetField(field) is { IsList: true }
            ? Array.Empty<object>()
            : field == "invalidation_flow" ? new FlowIdentity(FlowId) : "x";
        var error = await Assert.ThrowsAsync<InputException>(() => BodyAsync(version, (field, value)));
        Assert.Equal(InputProblem.VersionMismatch, error.Problem);
        Assert.Contains(version, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_server_gets_what_was_asked_for_and_the_user_a_warning()
    {
        var (body, log) = await BuildAsync("2027.2.0", skip: false, ("jwks_sources", Array.Empty<object>()));
        Assert.True(body.ContainsKey("jwks_sources"));
        Assert.Single(log.Warnings);
    }

    [Fact]
    public async Task Nothing_is_refused_for_the_version_when_the_check_is_off()
    {
        var (body, log) = await BuildAsync("2026.2.2", skip: true, ("jwks_sources", Array.Empty<object>()), ("client_type", "new-type"));
        Assert.Equal(2, body.Count);
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public async Task Null_is_sent_where_the_api_has_one_and_refused_elsewhere()
    {
        Assert.Equal("""{"signing_key":null}""", (await BodyAsync("2026.2.2", ("signing_key", null))).ToJsonString());
        Assert.Contains(
            "can't be null",
            (await Assert.ThrowsAsync<InputException>(() => BodyAsync("2026.2.2", ("name", null)))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "@()",
            (await Assert.ThrowsAsync<InputException>(() => BodyAsync("2026.2.2", ("redirect_uris", null)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_list_and_false_are_values() => Assert.Equal(
        """{"property_mappings":[],"include_claims_in_id_token":false}""",
        (await BodyAsync("2026.2.2", ("property_mappings", Array.Empty<object>()), ("include_claims_in_id_token", false))).ToJsonString());

    [Theory]
    [InlineData("2026.5.2", "azuread", null)]
    [InlineData("2026.8.0", "azuread", "entraid")]
    [InlineData("2025.6.4", "entraid", "azuread")]
    [InlineData("2025.10.4", "slack", "2025.12")]
    [InlineData("2026.2.2", "GitHub", "github")]
    public void A_value_is_checked_against_the_version(string version, string value, string? hint)
    {
        var check = () => Check(Resources.OAuthSource, version, isNew: false, ("provider_type", value));
        if (hint is null)
        {
            check();
        }
        else
        {
            Assert.Contains(hint, Assert.Throws<InputException>(check).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2024.8.4", "-Name and -AuthorizationFlow")]
    [InlineData("2024.10.2", "-Name and -AuthorizationFlow and -InvalidationFlow")]
    [InlineData("2026.2.2", "-Name and -AuthorizationFlow and -InvalidationFlow and -RedirectUri")]
    public void What_the_version_demands_is_asked_for_before_sending(string version, string missing) =>
        Assert.Contains(
            missing,
            Assert.Throws<InputException>(() => Check(Resources.OAuth2Provider, version, isNew: true)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("2024.10.5", true)]
    [InlineData("2024.12.0", false)]
    [InlineData("2025.12.5", false)]
    [InlineData("2025.12.6", true)]
    [InlineData("2026.2.3", false)]
    [InlineData("2026.2.4", true)]
    [InlineData("2026.5.0", false)]
    [InlineData("2026.5.1", true)]
    [InlineData("2026.8.3", true)]
    public void A_connection_is_refused_where_the_server_cannot_make_it_for_a_user(string version, bool isRefused)
    {
        var check = () => Check(
            Resources.UserConnection,
            version,
            isNew: true,
            ("user", new UserIdentity(7)),
            ("source", new SourceIdentity("github")),
            ("identifier", "1"));
        if (!isRefused)
        {
            check();
            return;
        }

        var error = Assert.Throws<InputException>(check);
        Assert.Equal(InputProblem.VersionMismatch, error.Problem);
        Assert.Contains("2024.12 to 2025.12.5, 2026.2 to 2026.2.3 and 2026.5.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("UserMatchingMode", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e30)]
    [InlineData(double.NaN)]
    [InlineData(ulong.MaxValue)]
    public void Numbers_that_break_the_server_are_refused(object number) =>
        Assert.Throws<InputException>(() => JsonWriting.Write(new OrderedDictionary { ["n"] = new[] { number } }, "Attributes"));

    [Fact]
    public void Nul_and_endless_nesting_are_refused()
    {
        Assert.Throws<InputException>(() => JsonWriting.Write("a\0b", "Attributes"));
        var loop = new OrderedDictionary();
        loop["self"] = loop;
        Assert.Throws<InputException>(() => JsonWriting.Write(loop, "Attributes"));
    }

    private static RedirectUri Uri(string url) => new() { MatchingMode = "strict", Url = url };

    private static void Check(Resource resource, string version, bool isNew, params (string Field, object? Value)[] values)
    {
        var (api, _, _) = Fake.Client(_ => FakeTransport.Json(500, "{}"), version);
        new WriteRules(api.Call, resource).Require(Values(resource, values), isNew);
    }

    private static async Task<JsonObject> BodyAsync(string version, params (string Field, object? Value)[] values) =>
        (await BuildAsync(version, skip: false, values)).Body;

    private static async Task<(JsonObject Body, CallNotes Log)> BuildAsync(
        string version, bool skip, params (string Field, object? Value)[] values)
    {
        var (api, transport, log) = Fake.Client(_ => FakeTransport.Json(500, "{}"), version, skip);
        var given = Values(Resources.OAuth2Provider, values);
        new WriteRules(api.Call, Resources.OAuth2Provider).Require(given, isNew: false);
        var body = await new BodyWriter(api.Call, new References(api, new Lookup(api)))
            .WriteAsync(given, TestContext.Current.CancellationToken);
        Assert.Empty(transport.Seen);
        return (body, log);
    }

    private static FieldValues Values(Resource resource, (string Field, object? Value)[] values)
    {
        var given = new FieldValues();
        foreach (var (field, value) in values)
        {
            given.Set(resource.GetField(field), value);
        }

        return given;
    }
}
