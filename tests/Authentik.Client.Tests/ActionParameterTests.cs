using System.Text.Json;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Transport;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>Parameters of actions: for which kinds they are, what they create, and what is sent in the place of names.</summary>
public class ActionParameterTests
{
    private const string Id = "682422f3-0b25-49bc-91b9-58074eeb9086";

    [Fact]
    public async Task A_parameter_of_another_kind_is_refused()
    {
        var (api, transport, _) = Fake.Client(_ => throw new InvalidOperationException());
        var values = Values(Actions.ExportSamlMetadata, ("force_binding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"));
        var caller = new ActionCaller(api, Actions.ExportSamlMetadata);
        caller.Require(values);
        var target = Object(new SamlSource(), """{"slug":"campus","name":"Campus"}""");
        var error = await Assert.ThrowsAsync<InputException>(
            () => caller.FindTargetAsync(target, values, TestContext.Current.CancellationToken));
        Assert.Equal(
            "-ForceBinding isn't valid for the SAML source 'campus'. It is for a SAML provider or a WS-Federation provider. "
            + "Omit it for other objects.",
            error.Message);
        Assert.Empty(transport.Calls);
    }

    [Fact]
    public async Task A_parameter_is_taken_for_its_kind()
    {
        var (api, _, _) = Fake.Client(_ => throw new InvalidOperationException());
        var values = Values(Actions.ExportSamlMetadata, ("force_binding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"));
        var target = Object(new SamlProvider(), """{"pk":7,"name":"library"}""");
        var found = await new ActionCaller(api, Actions.ExportSamlMetadata)
            .FindTargetAsync(target, values, TestContext.Current.CancellationToken);
        Assert.Equal("SamlProvider", found.Resource.Noun);
    }

    [Theory]
    [InlineData("user", """{"sync_object_id":"5","sync_object_model":"authentik.core.models.User"}""")]
    [InlineData("group", """{"sync_object_id":"682422f3-0b25-49bc-91b9-58074eeb9086","sync_object_model":"authentik.core.models.Group"}""")]
    public async Task One_of_two_parameters_is_sent_with_what_tells_which_it_is(string parameter, string expected)
    {
        Identity one = parameter == "user" ? Resources.User.MakeIdentity(5L) : Resources.Group.MakeIdentity(Guid.Parse(Id));
        var bodies = await SendAsync(Actions.SyncProviderObject, Resources.ScimProvider.MakeIdentity(3L), _ => "[]", (parameter, one));
        Assert.Equal([expected], bodies);
    }

    [Fact]
    public void One_of_two_parameters_is_required_and_both_are_too_many()
    {
        var (api, _, _) = Fake.Client(_ => throw new InvalidOperationException());
        var caller = new ActionCaller(api, Actions.SyncProviderObject);
        var none = Assert.Throws<InputException>(() => caller.Require(new FieldValues()));
        Assert.Equal("No value was specified. Specify -User or -Group.", none.Message);
        var both = Assert.Throws<InputException>(() => caller.Require(Values(
            Actions.SyncProviderObject,
            ("user", Resources.User.MakeIdentity(5L)),
            ("group", Resources.Group.MakeIdentity(Guid.Parse(Id))))));
        Assert.Equal("Specify only one of -User or -Group.", both.Message);
    }

    [Theory]
    [InlineData("[{\"pk\":\"682422f3-0b25-49bc-91b9-58074eeb9086\",\"name\":\"Wiki\",\"slug\":\"wiki\"}]", "wiki")]
    [InlineData("[]", "Wiki")]
    public async Task A_field_of_the_object_is_sent_or_the_name_itself_if_the_user_can_t_view_it(string found, string sent)
    {
        var calls = await CallAsync(
            Actions.TestLdapAccess,
            Resources.LdapProvider.MakeIdentity(3L),
            request => request.Uri.AbsolutePath switch
            {
                "/api/v3/core/applications/" => Page(found),
                "/api/v3/core/applications/Wiki/" => null,
                _ => "{}",
            },
            ("app_slug", Resources.Application.MakeIdentity("Wiki")));
        Assert.Equal($"GET /api/v3/outposts/ldap/3/check_access/?app_slug={sent}", calls[^1]);
    }

    [Fact]
    public async Task A_uuid_can_be_sent_without_hyphens()
    {
        var calls = await CallAsync(
            Actions.GetEventVolume,
            target: null,
            _ => "[]",
            ("context_authorized_app", Resources.Application.MakeIdentity(Guid.Parse(Id))));
        Assert.Contains("context_authorized_app=682422f30b2549bc91b958074eeb9086", Assert.Single(calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_objects_are_sent_with_ids_in_the_place_of_names()
    {
        var bodies = await SendAsync(
            Actions.NewApplicationWithProvider,
            target: null,
            request => request.Uri.AbsolutePath.Contains("flows", StringComparison.Ordinal)
                ? $$"""{"pk":"{{Id}}","slug":"consent","name":"Consent"}"""
                : """{"applied":true}""",
            ("app", Create("app", Resources.Application, ("name", "Wiki"), ("slug", "wiki"))),
            ("provider_model", "authentik_providers_ldap.ldapprovider"),
            ("provider", Create("provider", Resources.LdapProvider, ("authorization_flow", Resources.Flow.MakeIdentity("consent")))),
            ("policy_bindings", new object?[] { Create("policy_bindings", Resources.PolicyBinding, ("order", 0L)) }));
        Assert.Equal(
            [
                """{"provider_model":"authentik_providers_ldap.ldapprovider","app":{"name":"Wiki","slug":"wiki"},"provider":"""
                + $$"""{"authorization_flow":"{{Id}}"},"policy_bindings":[{"order":0}]}""",
            ],
            bodies);
    }

    [Theory]
    [InlineData("2026.2.2", "app", "slug", "authentik 2026.2.2 requires Name for a new application. *")]
    [InlineData("2024.10.5", "policy_bindings", "order", "-PolicyBinding isn't supported by authentik 2024.10.5.*")]
    [InlineData("2026.2.2", "policy_bindings", "timeout", "authentik 2026.2.2 requires Order for a new policy binding.*")]
    public void A_new_object_follows_the_rules_of_its_New_command(string version, string parameter, string key, string message)
    {
        var (api, _, _) = Fake.Client(_ => throw new InvalidOperationException(), version);
        var action = Actions.NewApplicationWithProvider;
        var value = parameter == "app"
            ? (object)Create(parameter, Resources.Application, (key, "wiki"))
            : new object?[] { Create(parameter, Resources.PolicyBinding, (key, 0L)) };
        var error = Assert.Throws<InputException>(() => new ActionCaller(api, action).Require(Values(action, (parameter, value))));
        Assert.StartsWith(message.TrimEnd('*'), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_the_version_lacks_is_told_by_its_noun()
    {
        var (api, _, _) = Fake.Client(_ => throw new InvalidOperationException(), "2024.10.5");
        var action = Actions.NewApplicationWithProvider;
        var error = Assert.Throws<InputException>(() => new ActionCaller(api, action)
            .Require(Values(action, ("provider_model", "authentik_providers_ssf.ssfprovider"))));
        Assert.StartsWith("-ProviderType SsfProvider isn't supported by authentik 2024.10.5.", error.Message, StringComparison.Ordinal);
    }

    private static NewObject Create(string parameter, Resource resource, params (string Name, object Value)[] keys)
    {
        var values = new FieldValues();
        foreach (var (name, value) in keys)
        {
            values.Set(resource.GetField(name), value);
        }

        return new NewObject(Actions.NewApplicationWithProvider.Field(parameter), resource, values);
    }

    private static Identity Object(AuthentikObject made, string json)
    {
        made.Fill(JsonDocument.Parse(json).RootElement, session: null);
        return made.Resource!.MakeIdentity(made);
    }

    private static string Page(string results) => $$"""{"pagination":{"next":0,"count":1,"start_index":1},"results":{{results}}}""";

    private static FieldValues Values(ApiAction action, params (string Name, object? Value)[] given)
    {
        var values = new FieldValues();
        foreach (var (name, value) in given)
        {
            values.Set(action.Field(name), value);
        }

        return values;
    }

    private static async Task<IReadOnlyList<string>> CallAsync(
        ApiAction action, Identity? target, Func<TransportRequest, string?> answer, params (string Name, object? Value)[] given) =>
        [.. (await RequestAsync(action, target, answer, given)).Calls];

    private static async Task<IReadOnlyList<string>> SendAsync(
        ApiAction action, Identity? target, Func<TransportRequest, string?> answer, params (string Name, object? Value)[] given) =>
        [.. (await RequestAsync(action, target, answer, given)).Seen.Select(FakeTransport.BodyOf).Where(body => body.Length > 0)];

    private static async Task<FakeTransport> RequestAsync(
        ApiAction action, Identity? target, Func<TransportRequest, string?> answer, (string Name, object? Value)[] given)
    {
        var (api, transport, _) = Fake.Client(request => answer(request) is { } json
            ? FakeTransport.Json(200, json)
            : FakeTransport.Json(404, """{"detail":"Not found."}"""));
        using var response = await new ActionCaller(api, action)
            .CallAsync(target, Values(action, given), sink: null, TestContext.Current.CancellationToken);
        return transport;
    }
}
