using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Client.Tests;

/// <summary>What can't be sent as it was typed is refused before anything is sent.</summary>
public class HostileInputTests
{
    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("1/set_password")]
    [InlineData("a\0b")]
    public void A_key_that_would_choose_another_operation_is_refused(string key) =>
        Assert.Throws<InputException>(() => ListPaths.AddKey("/core/applications/", key));

    [Theory]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a?b=c#d", "a%3Fb%3Dc%23d")]
    [InlineData("...", "...")]
    [InlineData("a\\b\r\n", "a%5Cb%0D%0A")]
    public void A_key_stays_one_segment(string key, string sent) =>
        Assert.Equal($"/core/users/{sent}/", new Uri("http://a" + ListPaths.AddKey("/core/users/", key)).PathAndQuery);

    [Fact]
    public void Half_of_a_character_is_refused_with_the_name_of_its_parameter()
    {
        Assert.Contains("-Name contains half", Refuse(() => Values.JsonWriting.Write("a\ud800", "-Name")), StringComparison.Ordinal);
        Assert.Contains("'name' in the query contains half", Refuse(() => MakeTarget("\udc00")), StringComparison.Ordinal);
        Assert.Null(TextFlaw.Find("😀 é"));
    }

    [Fact]
    public void An_address_that_is_too_long_names_the_longest_value() =>
        Assert.Contains("the value of 'name' in the query", Refuse(() => MakeTarget(new string('x', 70_000))), StringComparison.Ordinal);

    [Fact]
    public void A_secret_beyond_what_can_be_kept_says_so() =>
        Assert.Matches("65536", Assert.Throws<ArgumentException>(() => SecretText.Protect(new string('x', 65_537))).Message);

    [Fact]
    public void A_secret_with_half_of_a_character_is_still_redacted() =>
        Assert.Contains("se\ud800cret-value", SecretForms.CreateAll("se\ud800cret-value").Select(form => form.Text));

    [Fact]
    public void Nothing_is_near_a_very_long_name() =>
        Assert.Null(NearestName.Find(new string('x', 1 << 20), ["login", new string('x', 1 << 20)]));

    private static string MakeTarget(string value) => new ApiRequest(HttpMethod.Get, "/core/users/", [new("name", value)]).Target;

    private static string Refuse(Func<object?> send) => Assert.Throws<InputException>(send).Message;
}
