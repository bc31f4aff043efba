using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Transport;

namespace Authentik.Client.Tests;

public class LookupTests
{
    private const string FlowId = "682422f3-0b25-49bc-91b9-58074eeb9086";

    [Fact]
    public async Task An_id_is_sent_as_it_is()
    {
        var (found, calls) = await ReferenceAsync(new UserIdentity(7), _ => throw new InvalidOperationException());
        Assert.Equal(7L, found);
        Assert.Empty(calls);
    }

    [Fact]
    public async Task A_slug_is_looked_up_by_its_url()
    {
        var (found, calls) = await ReferenceAsync(
            new FlowIdentity("my-flow"),
            _ => FakeTransport.Json(200, $$"""{"pk":"{{FlowId}}","slug":"my-flow"}"""));
        Assert.Equal(Guid.Parse(FlowId), found);
        Assert.Equal(["GET /api/v3/flows/instances/my-flow/"], calls);
    }

    [Fact]
    public async Task An_object_that_has_no_key_is_not_found()
    {
        var (api, transport, _) = Fake.Client(_ => throw new InvalidOperationException());
        var lookup = new Lookup(api);
        var cancellation = TestContext.Current.CancellationToken;
        var error = await Assert.ThrowsAsync<InputException>(() => lookup.FindAsync(new FlowIdentity(new Flow()), cancellation));
        Assert.Equal(InputProblem.NotFound, error.Problem);
        Assert.Empty(transport.Seen);
    }

    [Fact]
    public async Task A_name_is_looked_up_by_the_filter_and_compared()
    {
        var (found, calls) = await ReferenceAsync(
            new UserIdentity("jdoe"), _ => Page("""{"pk":7,"username":"JDoe"},{"pk":8,"username":"jdoe"},{"pk":9,"username":"jdoe2"}"""));
        Assert.Equal(8L, found);
        Assert.Equal(["GET /api/v3/core/users/?username=jdoe&page=1&page_size=100"], calls);
    }

    [Fact]
    public async Task A_server_that_ignores_the_filter_finds_nobody()
    {
        var error = await Assert.ThrowsAsync<InputException>(
            () => ReferenceAsync(new UserIdentity("nosuch"), _ => Page("""{"pk":7,"username":"jdoe"}""")));
        Assert.Equal(InputProblem.NotFound, error.Problem);
    }

    [Fact]
    public async Task Two_of_one_name_are_an_error_that_lists_them()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => ReferenceAsync(
            new ScopeMappingIdentity("openid"),
            request => request.Uri.Query.Contains("scope_name", StringComparison.Ordinal)
                ? Page(
                    """{"pk":"682422f3-0b25-49bc-91b9-58074eeb9086","name":"a","scope_name":"openid"},"""
                    + """{"pk":"682422f3-0b25-49bc-91b9-58074eeb9087","name":"b","scope_name":"openid"}""")
                : Page(string.Empty)));
        Assert.Equal(InputProblem.Ambiguous, error.Problem);
        Assert.Contains("a (pk 682422f3", error.Message, StringComparison.Ordinal);
        Assert.Contains("b (pk 682422f3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_digits_is_a_name_and_never_the_id_of_somebody_else()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => FindAsync(
            new UserIdentity("12345"),
            request => request.Uri.AbsolutePath.EndsWith("/12345/", StringComparison.Ordinal)
                ? FakeTransport.Json(200, """{"pk":12345,"username":"somebody"}""")
                : Page(string.Empty)));
        Assert.Equal(InputProblem.NotFound, error.Problem);
        Assert.Contains("If it is an id, use a number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_says_that_it_is_an_id_when_nobody_has_it()
    {
        var error = await Assert.ThrowsAsync<InputException>(
            () => FindAsync(new UserIdentity(12345), _ => FakeTransport.Json(404, """{"detail":"Not found."}""")));
        Assert.Contains("put it in quotes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_any_character_is_found()
    {
        const string Name = "ü / ? # % & = +";
        var (found, calls) = await ReferenceAsync(new OAuth2ProviderIdentity(Name), _ => Page($$"""{"pk":3,"name":"{{Name}}"}"""));
        Assert.Equal(3L, found);
        Assert.Contains(Name, Assert.Single(calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_looked_up_once_for_a_command()
    {
        var (api, transport, _) = Fake.Client(_ => Page("""{"pk":8,"username":"jdoe"}"""));
        var lookup = new Lookup(api);
        await lookup.FindReferenceAsync(new UserIdentity("jdoe"), TestContext.Current.CancellationToken);
        await lookup.FindReferenceAsync(new UserIdentity("jdoe"), TestContext.Current.CancellationToken);
        Assert.Single(transport.Seen);
    }

    [Fact]
    public void An_object_of_another_kind_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Resources.User.MakeIdentity(new Flow()));
        Assert.Equal(
            "A flow was specified, but a user is expected. Specify the user by name or id, or as an object.", error.Message);
    }

    [Fact]
    public void An_object_of_the_family_is_taken_and_not_the_other_way_round()
    {
        Assert.NotNull(Resources.Provider.MakeIdentity(new OAuth2Provider()));
        Assert.Throws<ArgumentException>(() => Resources.OAuth2Provider.MakeIdentity(new Provider()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_name_is_refused(string name) => Assert.Throws<ArgumentException>(() => new UserIdentity(name));

    private static TransportResponse Page(string rows) =>
        FakeTransport.Json(200, $$"""{"pagination":{"next":0,"count":1,"start_index":1},"results":[{{rows}}]}""");

    private static async Task<(object Found, IReadOnlyList<string> Calls)> ReferenceAsync(
        Identity identity, Func<TransportRequest, TransportResponse> answer)
    {
        var (api, transport, _) = Fake.Client(answer);
        var found = await new Lookup(api).FindReferenceAsync(identity, TestContext.Current.CancellationToken);
        return (found, [.. transport.Calls]);
    }

    private static async Task<(AuthentikObject Found, IReadOnlyList<string> Calls)> FindAsync(
        Identity identity, Func<TransportRequest, TransportResponse> answer)
    {
        var (api, transport, _) = Fake.Client(answer);
        var found = await new Lookup(api).FindAsync(identity, TestContext.Current.CancellationToken);
        return (found, [.. transport.Calls]);
    }
}
