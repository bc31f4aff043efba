using System.Text.Json;
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
        Assert.Contains(Redactor.Mark, redactor.RedactText(text), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", redactor.RedactText(text), StringComparison.Ordinal);
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
    [InlineData("admin_secret_key")]
    [InlineData("x_api_key")]
    public void Blanks_secret_fields_however_deep(string name)
    {
        var body = Redact($$$"""{"a":[{"b":{"{{{name}}}":"hidden"}}],"name":"shown"}""");
        Assert.DoesNotContain("hidden", body, StringComparison.Ordinal);
        Assert.Contains("shown", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access_token_validity")]
    [InlineData("signing_key")]
    [InlineData("name")]
    [InlineData("access_token_url")]
    [InlineData("authorization_flow")]
    [InlineData("flow_device_code")]
    [InlineData("authorization_code_auth_method")]
    public void Leaves_what_is_no_secret(string name) =>
        Assert.Contains("shown", Redact($$"""{"{{name}}":"shown"}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET /core/users/?password=hidden&name=shown")]
    [InlineData("https://auth.example.com/if/flow/recover/?flow_token=hidden shown")]
    [InlineData("https://somebody:hidden@auth.example.com/ shown")]
    [InlineData("eyJhbGciOiJSU0EifQ.hiddenhidden.hiddenhidden.hidden.hidden shown")]
    [InlineData("-----BEGIN PGP PRIVATE KEY BLOCK-----\nhidden\n-----END PGP PRIVATE KEY BLOCK----- shown")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nhidden\n-----END RSA PRIVATE KEY----- shown")]
    public void Finds_secrets_inside_of_texts(string text)
    {
        Assert.DoesNotContain("hidden", new Redactor().RedactText(text), StringComparison.Ordinal);
        Assert.Contains("shown", new Redactor().RedactText(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"tokens\":[\"hidden\",7],\"name\":\"shown\"}")]
    [InlineData("{\"credentials\":{\"user\":\"hidden\",\"port\":7},\"name\":\"shown\"}")]
    public void Blanks_what_is_below_the_name_of_a_secret(string json)
    {
        var body = Redact(json);
        Assert.DoesNotContain("hidden", body, StringComparison.Ordinal);
        Assert.Contains("7", body, StringComparison.Ordinal);
        Assert.Contains("shown", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_no_truth_for_a_secret()
    {
        var redactor = new Redactor();
        redactor.LearnSent("allow_show_password", "true");
        redactor.LearnSent("password", "not-told");
        Assert.Equal($"is_active=true&x={Redactor.Mark}", redactor.RedactText("is_active=true&x=not-told"));
    }

    [Fact]
    public void Finds_a_secret_in_the_name_of_a_field()
    {
        var redactor = new Redactor();
        redactor.Learn(Canary);
        Assert.Equal("{\"***\":\"no such field\"}", Redact($"{{\"{Canary}\": \"no such field\"}}", redactor));
    }

    [Fact]
    public void Shows_what_is_no_text_whatever_its_name() =>
        Assert.Contains("true", Redact("""{"include_claims_in_id_token":true}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Set-Cookie")]
    [InlineData("Cookie")]
    public void Blanks_headers_that_sign_in(string name) => Assert.Equal(Redactor.Mark, new Redactor().RedactHeader(name, "value"));

    private static string Redact(string json, Redactor? redactor = null)
    {
        using var document = JsonDocument.Parse(json);
        return (redactor ?? new Redactor()).RedactJson(document.RootElement);
    }
}
