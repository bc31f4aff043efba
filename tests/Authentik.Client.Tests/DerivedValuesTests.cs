using System.Text.Json;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>What a new object has although nobody said so.</summary>
public class DerivedValuesTests
{
    [Theory]
    [InlineData("My Wiki", "my-wiki")]
    [InlineData("  GitHub -- Enterprise! ", "git-hub-enterprise")]
    [InlineData("OAuth2", "o-auth2")]
    [InlineData("SAMLProvider test", "saml-provider-test")]
    [InlineData("Größe à la carte", "grosse-a-la-carte")]
    [InlineData("snake_case", "snake-case")]
    [InlineData("日本", "")]
    public void A_slug_is_made_as_the_interface_makes_it(string name, string slug) =>
        Assert.Equal(slug, DerivedValues.MakeSlug(name));

    [Fact]
    public void A_typed_value_is_kept()
    {
        var values = Fill(Resources.Application, ("name", "My Wiki"), ("slug", "own"));
        Assert.Equal("own", values.Get("slug"));
    }

    [Fact]
    public void A_name_without_letters_makes_no_slug() =>
        Assert.False(Fill(Resources.Application, ("name", "日本")).Has("slug"));

    [Fact]
    public void The_name_of_a_user_is_the_user_name_unless_it_is_empty_on_purpose()
    {
        Assert.Equal("anna", Fill(Resources.User, ("username", "anna")).Get("name"));
        Assert.Equal(string.Empty, Fill(Resources.User, ("username", "anna"), ("name", string.Empty)).Get("name"));
    }

    [Fact]
    public void A_required_value_is_what_the_interface_preselects()
    {
        Assert.Equal("6", Fill(Resources.AuthenticatorTotpStage).Get("digits"));
        Assert.Equal("Log in", Fill(Resources.Flow, ("name", "Log in")).Get("title"));
        Assert.Equal("default-provider-invalidation-flow", Fill(Resources.OAuth2Provider).Get("invalidation_flow")?.ToString());
        var typed = Fill(Resources.SamlProvider, ("invalidation_flow", Resources.Flow.MakeIdentity("own")));
        Assert.Equal("own", typed.Get("invalidation_flow")?.ToString());
    }

    [Fact]
    public void A_value_is_not_preselected_for_a_server_that_does_not_require_it() =>
        Assert.False(FillOn("2024.8.6", Resources.OAuth2Provider).Has("invalidation_flow"));

    [Theory]
    [InlineData(null, 0)]
    [InlineData(20, 30)]
    public async Task An_order_comes_after_the_last_one(int? last, int expected)
    {
        var bodies = new List<string>();
        var (api, transport, _) = Fake.Client(request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                bodies.Add(FakeTransport.BodyOf(request));
                return FakeTransport.Json(201, bodies[^1]);
            }

            var rows = last is null ? "[]" : $$"""[{"pk":"{{Guid.Empty}}","order":{{last}}}]""";
            return FakeTransport.Json(200, $$"""{"pagination":{"next":0,"count":1,"start_index":1},"results":{{rows}}}""");
        });
        var values = new FieldValues();
        values.Set(Resources.FlowStageBinding.GetField("target"), Resources.Flow.MakeIdentity(Guid.NewGuid()));
        values.Set(Resources.FlowStageBinding.GetField("stage"), Resources.Stage.MakeIdentity(Guid.NewGuid()));
        await new ResourceClient(api, Resources.FlowStageBinding).Writer.NewAsync(values, TestContext.Current.CancellationToken);
        Assert.Equal(expected, JsonDocument.Parse(Assert.Single(bodies)).RootElement.GetProperty("order").GetInt32());
        Assert.Contains(transport.Calls, call => call.Contains("ordering=-order", StringComparison.Ordinal));
    }

    private static FieldValues Fill(Resource resource, params (string Field, object Value)[] given) => FillOn("2026.2.2", resource, given);

    private static FieldValues FillOn(string version, Resource resource, params (string Field, object Value)[] given)
    {
        var (api, _, _) = Fake.Client(_ => throw new InvalidOperationException(), version);
        var values = new FieldValues();
        foreach (var (field, value) in given)
        {
            values.Set(resource.GetField(field), value);
        }

        new DerivedValues(api, resource).Fill(values);
        return values;
    }
}
