using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>-WhatIf, questions that nobody can answer, and the user of the session.</summary>
public class ConfirmationTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Theory]
    [InlineData("New-AuthentikUser -Username x -Name x -Group 'authentik Admins' -WhatIf")]
    [InlineData("Set-AuthentikUser jdoe -Email x@example.com -WhatIf")]
    [InlineData("Set-AuthentikOAuthSource github -Enabled $false -WhatIf")]
    [InlineData("Invoke-AuthentikRequest /core/users/ -Method POST -Body @{} -WhatIf")]
    public void Sends_nothing_under_WhatIf_when_it_creates_or_changes(string script)
    {
        Shell.Invoke(script);
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("Remove-AuthentikOAuthSource github -WhatIf")]
    [InlineData("Remove-AuthentikUser jdoe -Force -WhatIf")]
    public void Only_reads_under_WhatIf_when_it_removes(string script)
    {
        Shell.Invoke(script);
        Assert.Empty(Server.Writes);
        Assert.Single(Shell.Invoke("Get-AuthentikUser jdoe"));
    }

    [Fact]
    public void Says_under_WhatIf_what_else_would_be_removed()
    {
        var provider = Shell.Invoke($"New-AuthentikOAuth2Provider -Name uses-p {Flows} -RedirectUri @() -PropertyMapping email")[0];
        var pk = provider.Properties["Pk"].Value;
        Shell.Invoke("Remove-AuthentikOAuth2Provider uses-p, $pk -WhatIf", new { pk });
        Expect.Like("*Remove OAuth2 provider 'uses-p'**Consequences:*OpenID 'email'*no longer lists it*", Shell.HostText);
        Expect.Like($"*Remove OAuth2 provider 'uses-p' ({pk})*", Shell.HostText);
        Shell.Invoke("$provider | Remove-AuthentikOAuth2Provider -Force", new { provider });
    }

    [Fact]
    public void Says_before_any_request_that_nobody_can_answer_its_question()
    {
        Expect.Error("CannotAsk", Shell.Fail("Remove-AuthentikUser jdoe"));
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("Remove-AuthentikUser $me -Confirm:$false")]
    [InlineData("Get-AuthentikUser $me | Remove-AuthentikUser -Confirm:$false")]
    public void Refuses_to_remove_its_own_user_without_Force(string script)
    {
        var me = Shell.Value<string>("(Get-AuthentikSession).Username");
        Expect.Message("*user of this session*", Shell.Fail(script, new { me }));
        Assert.DoesNotContain(Server.Requests, request => request.Method == "DELETE");
    }
}
