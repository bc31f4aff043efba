using Authentik.Hosting.Tests.Views;

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
        Assert.Equal(["LastLogin", "LastUpdated"], Shell.Complete("Get-AuthentikUser -OrderBy Last"));
        Assert.Equal(["'-LastLogin'", "'-LastUpdated'"], Shell.Complete("Get-AuthentikUser -OrderBy '-last"));
        Assert.DoesNotContain("LastLogin", Shell.Complete("Get-AuthentikUser -OrderBy '-LastLogin', "));
        Assert.Equal(["test"], Shell.Complete("Get-AuthentikUser -Session te"));
    }

    [Theory]
    [InlineData("Set-AuthentikGroup x -AddUser eve, j", "jdoe", "eve")]
    [InlineData("Set-AuthentikGroup x -AddUser eve,j", "jdoe", "eve")]
    [InlineData("Set-AuthentikGroup x -AddUser eve, ", "jdoe", "eve")]
    [InlineData("Get-AuthentikUser jdoe, ", "eve", "jdoe")]
    [InlineData("Get-AuthentikUser 'eve', ", "jdoe", "eve")]
    [InlineData("Get-AuthentikUser -Type external, ", "internal", "external")]
    public void Offers_after_a_comma_what_the_list_lacks(string line, string offered, string typed)
    {
        var offers = Shell.Complete(line);
        Assert.Contains(offered, offers);
        Assert.DoesNotContain(typed, offers);
    }

    [Fact]
    public void Offers_what_an_object_has_where_it_can_be_removed()
    {
        Shell.Invoke("$global:attributes = [ordered]@{ desk = 7; 'a b' = @{ c = 1 }; rank = 'secret' }");
        Shell.Invoke("$null = New-AuthentikGroup -Name tab-team -User jdoe -Attributes $attributes");
        Assert.Equal(["jdoe"], Shell.Complete("Set-AuthentikGroup tab-team -RemoveUser "));
        Assert.Equal(["desk", "'a b'", "'a b.c'", "rank"], Shell.Complete("Set-AuthentikGroup tab-team -RemoveAttribute "));
        Assert.Equal(["'a b.c'", "rank"], Shell.Complete("Set-AuthentikGroup tab-team -RemoveAttribute desk, 'a b', "));
        Assert.DoesNotContain(
            Shell.CompleteWithDetails("Set-AuthentikGroup tab-team -RemoveAttribute r"), offer => offer.ToolTip.Contains("secret"));
        Assert.Contains("desk", Shell.Complete("Get-AuthentikGroup tab-team | Set-AuthentikGroup -RemoveAttribute d"));
        Shell.Invoke("$global:team = Get-AuthentikGroup tab-team");
        Assert.Equal(["desk"], Shell.Complete("Set-AuthentikGroup $team -RemoveAttribute d"));
        Shell.Invoke("Remove-AuthentikGroup tab-team -Force");
    }

    [Theory]
    [InlineData("tab it's `$5")]
    [InlineData("tab a`b [x]")]
    [InlineData("tab “quoted”")]
    [InlineData("tab #5, 7")]
    public void Quotes_names_so_that_the_command_gets_them(string name)
    {
        Shell.Invoke("$null = New-AuthentikGroup -Name $name", new { name });
        var typed = Assert.Single(Shell.Complete("Get-AuthentikGroup 'tab "));
        Assert.Equal([name], Shell.Text($"(Get-AuthentikGroup {typed}).Name"));
        Assert.Equal([typed], Shell.Complete($"Get-AuthentikGroup '{name.Replace("'", "''")[..6]}"));
        Shell.Invoke("Remove-AuthentikGroup $name -Force", new { name });
    }

    [Theory]
    [InlineData("tab\u001b[2J", "\"tab`u{1B}[2J\"")]
    [InlineData("tab $x `\u202egnp\u0007\"", "\"tab `u{24}x `u{60}`u{202E}gnp`u{7}`u{22}\"")]
    [InlineData("tab\u200d é\r\n👍", "\"tab`u{200D} é`u{D}`u{A}`u{1F44D}\"")]
    public void Types_the_codes_of_what_would_act_on_the_terminal(string name, string typed)
    {
        var groups = Lists.Page("/api/v3/core/groups/", new { pk = Guid.Empty, name });
        Server.Answer(groups);
        var offer = Assert.Single(Shell.CompleteWithDetails("Get-AuthentikGroup tab"));
        Assert.Equal(typed, offer.CompletionText);
        Assert.Empty(HostileText.Find(offer.ListItemText));
        Assert.Empty(HostileText.Find(offer.ToolTip));
        Assert.Equal(name, Shell.Value<string>(typed));
        Server.Answer(groups);
        Assert.Equal([typed], Shell.Complete($"Get-AuthentikGroup {typed}"));
    }

    [Theory]
    [InlineData("Get-AuthentikUser jd", 1)]
    [InlineData("Get-AuthentikUser ", 1)]
    [InlineData("Get-AuthentikUser zz", 2)]
    [InlineData("New-AuthentikOAuth2Provider -AuthorizationFlow default", 2)]
    [InlineData("Get-AuthentikUser jd*", 0)]
    public void Sends_few_requests(string line, int most)
    {
        Shell.Complete(line);
        Assert.InRange(Server.Requests.Count, 0, most);
    }

    [Fact]
    public void Gives_up_soon_when_the_server_is_slow()
    {
        Server.Answer(new { path = "/api/v3/core/users/", times = 2, delayMs = 10_000 });
        var started = DateTime.UtcNow;
        Assert.Empty(Shell.Complete("Get-AuthentikUser zz"));
        Assert.InRange(DateTime.UtcNow - started, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Server.Reset();
        Fixture.Connect();
    }

    [Fact]
    public void Stays_silent_without_permission_or_session()
    {
        Server.Answer(new { path = "/api/v3/core/users/", status = 403, json = new { detail = "No." }, times = 2 });
        Assert.Empty(Shell.Complete("Get-AuthentikUser zz"));
        Shell.Invoke("Get-AuthentikSession | Disconnect-Authentik");
        Assert.Empty(Shell.Complete("Get-AuthentikUser j"));
        Assert.Empty(Shell.Invoke("$Error"));
        Fixture.Connect();
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
