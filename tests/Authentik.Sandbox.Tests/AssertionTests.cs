using System.Text;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>Signing in by a token of somebody else's.</summary>
public class AssertionTests
{
    private const string Issuer = "https://ci.example";
    private const string Source = "50700000-0000-4000-8000-000000000002";

    [Fact]
    public async Task A_registered_issuers_word_makes_a_user()
    {
        using var signIn = await SignIn.StartAsync();
        signIn.Sandbox.AddAssertionIssuer(Issuer);
        var came = await AskAsync(signIn, Claims(signIn));
        Assert.Equal("ak-robot-build-7", await signIn.WhoAsync(came));
        Assert.Equal(
            "service_account",
            Assert.Single((await signIn.Admin.Get("/core/users/?username=ak-robot-build-7")).Results)["type"]!.ToString());
    }

    [Theory]
    [InlineData("2026.2.2", "jwt_federation_sources")]
    [InlineData("2024.10.5", "jwks_sources")]
    public async Task A_provider_that_names_sources_takes_any_issuer(string version, string field)
    {
        using var signIn = await SignIn.StartAsync(version, provider: new JsonObject { [field] = new JsonArray(Source) });
        Assert.Equal("ak-robot-build-7", await signIn.WhoAsync(await AskAsync(signIn, Claims(signIn))));
    }

    [Fact]
    public async Task A_stranger_is_refused()
    {
        using var signIn = await SignIn.StartAsync();
        signIn.Sandbox.AddAssertionIssuer("https://other.example");
        Assert.Equal("invalid_grant", (await AskAsync(signIn, Claims(signIn)))["error"]!.ToString());
    }

    [Fact]
    public async Task It_runs_out()
    {
        using var signIn = await SignIn.StartAsync();
        signIn.Sandbox.AddAssertionIssuer(Issuer);
        var claims = Claims(signIn);
        signIn.Clock.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal("invalid_grant", (await AskAsync(signIn, claims))["error"]!.ToString());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30")]
    [InlineData("e30.e30.")]
    [InlineData("e30.W10.x")]
    [InlineData("e30.e30.x")]
    public async Task What_is_no_such_token_is_refused(string assertion)
    {
        using var signIn = await SignIn.StartAsync(provider: new JsonObject { ["jwt_federation_sources"] = new JsonArray(Source) });
        Assert.Equal("invalid_grant", (await AskAsync(signIn, assertion))["error"]!.ToString());
    }

    private static JsonObject Claims(SignIn signIn) =>
        new() { ["iss"] = Issuer, ["sub"] = "build-7", ["exp"] = signIn.Clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds() };

    private static Task<Came> AskAsync(SignIn signIn, JsonObject claims) =>
        AskAsync(signIn, $"{Part("""{"alg":"RS256"}""")}.{Part(claims.ToJsonString())}.signature");

    private static Task<Came> AskAsync(SignIn signIn, string assertion) => signIn.Token(
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion),
        ("scope", SignIn.ApiScope));

    private static string Part(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
