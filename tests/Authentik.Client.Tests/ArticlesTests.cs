namespace Authentik.Client.Tests;

public class ArticlesTests
{
    [Theory]
    [InlineData("user", "a user")]
    [InlineData("LDAP source", "an LDAP source")]
    [InlineData("SMS stage", "an SMS stage")]
    [InlineData("SSF provider", "an SSF provider")]
    [InlineData("SAML provider", "a SAML provider")]
    [InlineData("SCIM source", "a SCIM source")]
    [InlineData("RAC endpoint", "a RAC endpoint")]
    [InlineData("RADIUS provider", "a RADIUS provider")]
    [InlineData("OAuth2 provider", "an OAuth2 provider")]
    [InlineData("OAuth source", "an OAuth source")]
    [InlineData("URL", "a URL")]
    [InlineData("UUID", "a UUID")]
    [InlineData("TOTP device", "a TOTP device")]
    [InlineData("MFA device", "an MFA device")]
    [InlineData("WebAuthn device", "a WebAuthn device")]
    [InlineData("WS-Federation provider", "a WS-Federation provider")]
    [InlineData("e-mail stage", "an e-mail stage")]
    [InlineData("application", "an application")]
    [InlineData("own device", "an own device")]
    [InlineData("one-time password", "a one-time password")]
    [InlineData("HTTP request", "an HTTP request")]
    [InlineData("Int32", "an Int32")]
    public void An_article_goes_by_the_sound(string noun, string expected)
    {
        Assert.Equal(expected, Articles.AddTo(noun));
        Assert.Equal(char.ToUpperInvariant(expected[0]) + expected[1..], Articles.AddCapitalTo(noun));
    }

    [Fact]
    public void No_title_of_the_book_has_the_wrong_article()
    {
        string[] letters = ["LDAP", "SMS", "SSF", "MFA"];
        foreach (var title in Resources.Book.Resources
            .Select(resource => resource.Title)
            .Where(title => letters.Contains(title.Split(' ')[0])))
        {
            Assert.StartsWith("an ", Articles.AddTo(title), StringComparison.Ordinal);
        }
    }
}
