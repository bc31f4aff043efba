using Authentik.Sessions;

namespace Authentik.Client.Tests;

public class ServerAddressTests
{
    [Theory]
    [InlineData("https://auth.example.com", "https://auth.example.com/")]
    [InlineData("auth.example.com", "https://auth.example.com/")]
    [InlineData(" https://auth.example.com/ ", "https://auth.example.com/")]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000/")]
    [InlineData("https://example.com/sso", "https://example.com/sso/")]
    [InlineData("https://example.com/sso/api/v3/", "https://example.com/sso/")]
    [InlineData("https://example.com/api/v3/api/v3/core/users/", "https://example.com/")]
    [InlineData("https://example.com/sso/if/admin/#/core/users", "https://example.com/sso/")]
    [InlineData("https://example.com/application/o/token/", "https://example.com/")]
    public void Finds_where_the_server_runs(string typed, string address) => Assert.Equal(address, ServerAddress.Parse(typed).AbsoluteUri);

    [Theory]
    [InlineData("ftp://example.com")]
    [InlineData("https://")]
    [InlineData("not an address")]
    [InlineData("https://user:secret@example.com")]
    public void Refuses_what_is_no_address(string typed) => Assert.Throws<InputException>(() => ServerAddress.Parse(typed));

    [Fact]
    public void Does_not_repeat_a_password_in_the_address() =>
        Assert.DoesNotContain(
            "secret",
            Assert.Throws<InputException>(() => ServerAddress.Parse("https://user:secret@example.com")).Message,
            StringComparison.Ordinal);
}
