using System.Text;

namespace Authentik.Client.Tests;

/// <summary>The ways to write a secret, and how eagerly it is taken out.</summary>
public class SecretFormsTests
{
    private const string Awkward = "q\"b\\s'a&p%40+x <i>ü€/=end";

    [Theory]
    [InlineData("q%22b%5cs%27a%26p%2540%2bx%20%3ci%3e%c3%bc%e2%82%ac%2f%3dend")]
    [InlineData("q%22b%5Cs%27a%26p%2540%2Bx+%3Ci%3E%C3%BC%E2%82%AC%2F%3Dend")]
    [InlineData("q%22b%5Cs%27a%26p%2540%2Bx%20%3Ci%3E%C3%BC%E2%82%AC/%3Dend")]
    [InlineData("""q\"b\\s'a&p%40+x <i>\u00fc\u20ac/=end""")]
    [InlineData("""q\"b\\s'a&p%40+x <i>ü€\/=end""")]
    [InlineData("""q\u0022b\\s\u0027a\u0026p%40\u002Bx \u003Ci\u003E\u00FC\u20AC/=end""")]
    [InlineData("q&quot;b\\s&#x27;a&amp;p%40+x &lt;i&gt;ü€/=end")]
    public void Takes_a_secret_out_however_it_is_written(string written) =>
        Assert.Equal("a *** b", Learned(Awkward).RedactText($"a {written} b"));

    [Theory]
    [InlineData("")]
    [InlineData("a:")]
    [InlineData("ab:")]
    [InlineData("abc:")]
    public void Takes_a_password_out_of_basic_authentication(string before)
    {
        var shown = Learned("canary-password-0123456789")
            .RedactText(Convert.ToBase64String(Encoding.UTF8.GetBytes(before + "canary-password-0123456789")))!;
        Assert.Contains(Redactor.Mark, shown, StringComparison.Ordinal);
        Assert.True(shown.Length <= before.Length * 2 + Redactor.Mark.Length + 4, shown);
    }

    [Theory]
    [InlineData("user", "GET /core/users/ as superuser -> 200", "GET /core/users/ as superuser -> 200")]
    [InlineData("user", "the value 'user' is too common", "the value '***' is too common")]
    [InlineData("abc", "abc is short", "abc is short")]
    [InlineData("longer-one", "xlonger-onex", "x***x")]
    public void Takes_a_short_one_out_only_where_it_stands_alone(string secret, string text, string shown) =>
        Assert.Equal(shown, Learned(secret).RedactText(text));

    [Fact]
    public void Remembers_what_was_sent_for_a_while_and_what_is_the_sessions_for_good()
    {
        var redactor = Learned("secret-of-the-session");
        for (var i = 0; i < 500; i++)
        {
            redactor.LearnSent($"secret-that-was-sent-{i}-");
        }

        Assert.Equal("*** ***", redactor.RedactText("secret-of-the-session secret-that-was-sent-499-"));
        Assert.Equal("secret-that-was-sent-0-", redactor.RedactText("secret-that-was-sent-0-"));
    }

    [Theory]
    [InlineData("""{"password": "hidden-one"}""")]
    [InlineData("""{"a": [{"client_secret": "hidden-one"}]}""")]
    [InlineData("""{"credentials": {"user": "hidden-one"}}""")]
    [InlineData("""{"tokens": ["hidden-one"]}""")]
    public void Learns_secrets_by_their_names_in_a_body(string body)
    {
        var redactor = new Redactor();
        redactor.LearnSent(System.Text.Json.Nodes.JsonNode.Parse(body));
        Assert.Equal("*** is bad", redactor.RedactText("hidden-one is bad"));
    }

    private static Redactor Learned(string secret)
    {
        var redactor = new Redactor();
        redactor.Learn(secret);
        return redactor;
    }
}
