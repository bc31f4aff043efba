namespace Authentik.Hosting.Tests.Completion;

/// <summary>What Tab offers.</summary>
public class CompletionTests(CompletionTests.WarmShell fixture)
    : ConnectedTests<CompletionTests.WarmShell>(fixture), IClassFixture<CompletionTests.WarmShell>
{
    [Fact]
    public void Offers_the_values_that_the_servers_version_has()
    {
        var types = Shell.Complete("New-AuthentikOAuthSource -ProviderType ");
        Assert.Contains("github", types);
        Assert.Contains("discord", types);
        Assert.Equal(Shell.Value<bool>("(Get-AuthentikSession test).ServerVersion -ge '2025.12.0'"), types.Contains("slack"));
        Assert.Equal(["internal", "internal_service_account"], Shell.Complete("Get-AuthentikUser -Type int"));
        Assert.Equal(["$true", "$false"], Shell.Complete("Set-AuthentikUser jdoe -IsActive "));
    }

    [Fact]
    public void Offers_durations_and_the_units_of_a_number()
    {
        Assert.Contains("'hours=1'", Shell.Complete("Set-AuthentikOAuth2Provider x -AccessTokenValidity "));
        Assert.Equal(["'days=1'", "'days=30'"], Shell.Complete("Set-AuthentikOAuth2Provider x -AccessTokenValidity da"));
        Assert.Equal(
            ["'seconds=20'", "'minutes=20'", "'hours=20'", "'days=20'", "'weeks=20'"],
            Shell.Complete("Set-AuthentikOAuth2Provider x -AccessTokenValidity 20"));
    }

    [Fact]
    public void Says_what_a_value_means() => Expect.Like(
        "*can't keep a secret*", Shell.CompleteWithDetails("Set-AuthentikOAuth2Provider x -ClientType pub")[0].ToolTip);

    [Theory]
    [InlineData("Get-AuthentikUser jd", "jdoe")]
    [InlineData("New-AuthentikOAuth2Provider -PropertyMapping open", "openid")]
    [InlineData("New-AuthentikOAuth2Provider -AuthorizationFlow default-provider-auth", "default-provider-authorization-implicit-consent")]
    [InlineData("New-AuthentikOAuth2Provider -SigningKey auth", "'authentik Self-signed Certificate'")]
    public void Offers_names_from_the_server_quoted_where_they_must_be(string line, string expected) =>
        Assert.Contains(expected, Shell.Complete(line));

    [Fact]
    public async Task Offers_names_of_the_session_that_is_typed_and_quotes_numbers()
    {
        await using var second = await TestServer.StartAsync("2024.10.5");
        Shell.Invoke("Connect-Authentik $uri $token -Name second", new { uri = second.Uri, token = TestServer.Token });
        Fixture.Connect();
        Shell.Invoke("New-AuthentikUser -Username 673 -Name x -Session second");
        Assert.Contains("'673'", Shell.Complete("Get-AuthentikUser -Session second 67"));
        Shell.Invoke("Remove-AuthentikUser '673' -Session second -Force");
        if (!TestServer.IsReal)
        {
            Assert.DoesNotContain("entraid", Shell.Complete("New-AuthentikOAuthSource -Session second -ProviderType en"));
        }

        Shell.Invoke("Disconnect-Authentik second");
    }

    [Fact]
    public void Offers_fields_to_order_by_and_sessions()
    {
        Assert.Contains("LastLogin", Shell.Complete("Get-AuthentikUser -OrderBy Last"));
        Assert.Equal(["test"], Shell.Complete("Get-AuthentikUser -Session te"));
    }

    [Fact]
    public void Stays_silent_when_the_server_does_not_answer()
    {
        Server.Answer(new { path = "/api/v3/core/users/", status = 500, text = "broken" });
        Assert.DoesNotContain(Shell.Complete("Get-AuthentikUser zz"), text => text.StartsWith("zz", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Has asked for each kind once: Tab doesn't wait for code that a busy machine has yet to compile.</summary>
    public sealed class WarmShell : ConnectedShell
    {
        public WarmShell(SharedServer shared)
            : base(shared) =>
            Shell.Invoke("foreach ($noun in 'User', 'ScopeMapping', 'Flow', 'CertificateKeyPair') { & \"Get-Authentik$noun\" -First 1 }");
    }
}
