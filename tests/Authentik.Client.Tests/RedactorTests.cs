using System.Text;

namespace Authentik.Client.Tests;

public class RedactorTests
{
    private const string Canary = "canary/secret+0123456789";

    [Theory]
    [InlineData("before canary/secret+0123456789 after")]
    [InlineData("q=canary%2Fsecret%2B0123456789")]
    public void Replaces_a_known_secret_wherever_it_is(string text)
    {
        var redactor = new Redactor();
        redactor.Learn(Canary);
        Assert.Contains(Redactor.Mark, redactor.Text(text), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", redactor.Text(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_secret")]
    [InlineData("consumer_secret")]
    [InlineData("password")]
    [InlineData("key")]
    [InlineData("key_data")]
    [InlineData("access_token")]
    [InlineData("plex_token")]
    [InlineData("private_key")]
    [InlineData("bot_token")]
    [InlineData("sync_keytab")]
    public void Blanks_secret_fields_however_deep(string name)
    {
        var body = new Redactor().Body(Encoding.UTF8.GetBytes($$$"""{"a":[{"b":{"{{{name}}}":"hidden"}}],"name":"shown"}"""));
        Assert.DoesNotContain("hidden", body, StringComparison.Ordinal);
        Assert.Contains("shown", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access_token_validity")]
    [InlineData("signing_key")]
    [InlineData("name")]
    [InlineData("access_token_url")]
    public void Leaves_what_is_no_secret(string name) =>
        Assert.Contains("shown", new Redactor().Body(Encoding.UTF8.GetBytes($$"""{"{{name}}":"shown"}""")), StringComparison.Ordinal);

    [Fact]
    public void Does_not_show_a_body_that_is_no_json() =>
        Assert.DoesNotContain("secret", new Redactor().Body("token=secret"u8.ToArray()), StringComparison.Ordinal);

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Set-Cookie")]
    [InlineData("Cookie")]
    public void Blanks_headers_that_sign_in(string name) => Assert.Equal(Redactor.Mark, new Redactor().Header(name, "value"));
}
