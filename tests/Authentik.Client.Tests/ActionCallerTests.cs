using System.Collections.Specialized;
using System.Text.Json;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Transport;
using Authentik.Values;

namespace Authentik.Client.Tests;

public class ActionCallerTests
{
    private const string Id = "682422f3-0b25-49bc-91b9-58074eeb9086";

    [Fact]
    public async Task Ids_stand_in_the_path_in_the_order_of_the_book()
    {
        var calls = await CallAsync(
            Actions.GetLatestLifecycleIteration,
            target: null,
            _ => FakeTransport.Json(200, "[]"),
            ("group", Resources.Group.MakeIdentity(Guid.Parse(Id))));
        Assert.Equal([$"GET /api/v3/lifecycle/iterations/latest/authentik_core.group/{Id}/"], calls);
    }

    [Fact]
    public async Task A_value_can_be_the_whole_body()
    {
        string? body = null;
        await CallAsync(
            Actions.SendFlowResponse,
            SignIn(),
            request => Answer(body = FakeTransport.BodyOf(request)),
            ("query", string.Empty),
            ("response", new OrderedDictionary { ["component"] = "ak-stage-password" }));
        Assert.Equal("""{"component":"ak-stage-password"}""", body);
    }

    [Theory]
    [InlineData("2024.10.5", false)]
    [InlineData("2026.2.2", true)]
    public async Task A_version_that_takes_no_field_gets_no_body(string version, bool hasBody)
    {
        var (api, transport, _) = Fake.Client(_ => new TransportResponse(204, [], default), version);
        var user = Resources.User.MakeIdentity(5L);
        using var response = await new ActionCaller(api, Actions.NewUserRecoveryLink)
            .CallAsync(user, new FieldValues(), sink: null, TestContext.Current.CancellationToken);
        Assert.Equal(hasBody, Assert.Single(transport.Seen).Body is not null);
    }

    [Fact]
    public async Task A_post_that_is_sent_back_to_its_own_address_is_a_success() => Assert.Equal(
        ["POST /api/v3/flows/executor/sign-in/?query="],
        await CallAsync(
            Actions.SendFlowResponse,
            SignIn(),
            _ => new TransportResponse(302, [new("Location", "/api/v3/flows/executor/sign-in/?query=")], default),
            ("query", string.Empty),
            ("response", new OrderedDictionary { ["component"] = "ak-stage-password" })));

    [Fact]
    public async Task A_uuid_finds_an_object_of_the_kind_that_has_it()
    {
        var (api, transport, _) = Fake.Client(
            request => request.Uri.AbsolutePath.Contains("pending", StringComparison.Ordinal)
                ? FakeTransport.Json(200, """{"pagination":{"next":0,"count":0,"start_index":0},"results":[]}""")
                : FakeTransport.Json(200, $$"""{"uuid":"{{Id}}"}"""),
            version: "2026.8.3");
        var found = await new ActionCaller(api, Actions.ApproveGrantRequest)
            .FindTargetAsync(new AnyIdentity(Id), new FieldValues(), TestContext.Current.CancellationToken);
        Assert.Equal("GrantRequest", found.Resource.Noun);
        Assert.Contains($"GET /api/v3/requests/grant-requests/{Id}/", transport.Calls);
    }

    [Fact]
    public async Task A_name_is_searched_only_among_the_kinds_that_the_server_has_an_operation_for()
    {
        var (api, transport, _) = Fake.Client(
            _ => FakeTransport.Json(
                200,
                $$"""{"pagination":{"next":0,"count":1,"start_index":1},"results":[{"pk":"{{Id}}","name":"admins"}]}"""));
        var found = await new ActionCaller(api, Actions.GrantPermission)
            .FindTargetAsync(new AnyIdentity("admins"), new FieldValues(), TestContext.Current.CancellationToken);
        Assert.Equal("Role", found.Resource.Noun);
        Assert.All(transport.Calls, call => Assert.StartsWith("GET /api/v3/rbac/roles/", call, StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_without_the_action_is_told_what_to_use()
    {
        var (api, _, _) = Fake.Client(_ => throw new InvalidOperationException(), "2026.8.3");
        var error = Assert.Throws<InputException>(() => new ActionCaller(api, Actions.ImportFlow).Require(new FieldValues()));
        Assert.EndsWith("Import the file as a blueprint.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026.2.2", "default-provider-invalidation-flow")]
    [InlineData("2024.8.6", null)]
    public void An_action_presets_what_New_presets(string version, string? flow)
    {
        var (api, _, _) = Fake.Client(_ => throw new InvalidOperationException(), version);
        var values = new FieldValues();
        foreach (var name in new[] { "name", "file" })
        {
            values.Set(Actions.ImportSamlProvider.Field(name), "x");
        }

        values.Set(Actions.ImportSamlProvider.Field("authorization_flow"), Resources.Flow.MakeIdentity("consent"));
        new ActionCaller(api, Actions.ImportSamlProvider).Require(values);
        Assert.Equal(flow, values.Get("invalidation_flow")?.ToString());
    }

    [Fact]
    public async Task The_error_of_a_lost_response_says_how_to_check_what_was_created()
    {
        var (api, transport, _) = Fake.Client(_ => throw new TransportException(TransportFault.Connection, "cut"));
        var caller = new ActionCaller(api, Actions.NewApplicationWithProvider);
        var app = new FieldValues();
        app.Set(Resources.Application.GetField("name"), "Wiki");
        app.Set(Resources.Application.GetField("slug"), "wiki");
        var field = Actions.NewApplicationWithProvider.Field("app");
        var values = new FieldValues();
        values.Set(field, new NewObject(field, Resources.Application, app));
        var error = await Assert.ThrowsAsync<ApiException>(
            () => caller.CallAsync(null, values, sink: null, TestContext.Current.CancellationToken));
        Assert.Single(transport.Seen);
        Assert.Contains("may have been made: check with Get-AuthentikApplication ", error.Message, StringComparison.Ordinal);
    }

    private static FlowIdentity SignIn()
    {
        var flow = new Flow();
        flow.Fill(JsonDocument.Parse("""{"slug":"sign-in"}""").RootElement, session: null);
        return new FlowIdentity(flow);
    }

    private static TransportResponse Answer(string body) => FakeTransport.Json(200, body);

    private static async Task<IReadOnlyList<string>> CallAsync(
        ApiAction action,
        Identity? target,
        Func<TransportRequest, TransportResponse> answer,
        params (string Name, object Value)[] given)
    {
        var (api, transport, _) = Fake.Client(answer, version: "2026.8.3");
        var values = new FieldValues();
        foreach (var (name, value) in given)
        {
            values.Set(action.Field(name), value);
        }

        using var response = await new ActionCaller(api, action)
            .CallAsync(target, values, sink: null, TestContext.Current.CancellationToken);
        return [.. transport.Calls];
    }
}
