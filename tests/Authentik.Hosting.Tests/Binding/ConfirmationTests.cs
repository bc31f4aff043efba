using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>-WhatIf, questions that nobody can answer, and the user of the session.</summary>
public class ConfirmationTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Theory]
    [InlineData("New-AuthentikUser -Username x -Name x -WhatIf", 0)]
    [InlineData("New-AuthentikUser -Username x -Name x -Group 'authentik Admins' -WhatIf", 1)]
    [InlineData("Set-AuthentikUser jdoe -Email x@example.com -WhatIf", 1)]
    [InlineData("Set-AuthentikOAuthSource github -Enabled $false -WhatIf", 1)]
    [InlineData("Invoke-AuthentikRequest /core/users/ -Method POST -Body @{} -WhatIf", 0)]
    public void Looks_up_no_more_than_names_under_WhatIf_when_it_creates_or_changes(string script, int names)
    {
        Shell.Invoke(script);
        Assert.Equal(names, Server.Requests.Count);
        Assert.Empty(Server.Writes);
    }

    [Theory]
    [InlineData("Set-AuthentikUser zz-nobody -IsActive $false", "User*'zz-nobody' was not found*")]
    [InlineData("Set-AuthentikUser jdoe -Group zz-none", "Group*'zz-none' was not found*")]
    [InlineData("New-AuthentikUser x -Group zz-none", "Group*'zz-none' was not found*")]
    [InlineData("New-AuthentikPolicyBinding -Target zz-none -User jdoe -Order 1", "'zz-none' was not found*")]
    public void Warns_under_WhatIf_about_names_that_nothing_has(string script, string message)
    {
        var warning = Assert.Single(Shell.Text($"{script} -WhatIf 3>&1"));
        Expect.Like($"{message}Without -WhatIf, this is an error, unless a command before it creates or renames the object.", warning);
        Assert.Contains("What if: ", Shell.HostText, StringComparison.Ordinal);
        Assert.Empty(Server.Writes);
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
    public void Says_under_WhatIf_what_a_new_list_drops_and_what_is_added_and_removed()
    {
        Shell.Invoke("""
            $null = New-AuthentikGroup parts-group -Attributes @{ a = 1; b = @{ c = 2 } }
            Set-AuthentikGroup parts-group -User jdoe
            """);
        try
        {
            Server.Clear();
            Shell.Invoke("Set-AuthentikGroup parts-group -User akadmin -Attributes @{ a = 1; z = 1 } -WhatIf");
            Expect.Like(
                "*Change User: replaces the list, 1 added (akadmin), 1 removed (jdoe); "
                    + "Attributes: replaces all keys, 1 added (z), 1 removed (b)*",
                Shell.HostText);
            Shell.Invoke("Set-AuthentikGroup parts-group -AddUser akadmin, jdoe -RemoveAttribute b.c -AddAttribute @{ d = 1 } -WhatIf");
            Expect.Like("*Change User: 1 added (akadmin); Attributes: 1 added (d), 1 removed (b.c)*", Shell.HostText);
            Shell.Invoke("Set-AuthentikGroup parts-group -RemoveUser akadmin -WhatIf");
            Expect.Like("*Change User: nothing to change*", Shell.HostText);
            Assert.Empty(Server.Writes);
            Shell.Invoke("Set-AuthentikGroup parts-group -AddUser akadmin, jdoe -RemoveAttribute b.c -AddAttribute @{ d = 1 }");
            Assert.Equal(["PATCH", "POST"], Server.Writes.Select(write => write.Method));
            Assert.Equal(["akadmin", "jdoe"], Shell.Text("(Get-AuthentikGroup parts-group).UsersObj.Username | Sort-Object"));
            Assert.Equal(["a b d"], Shell.Text("\"$((Get-AuthentikGroup parts-group).Attributes.Keys | Sort-Object)\""));
        }
        finally
        {
            Shell.Invoke("Remove-AuthentikGroup parts-group -Force");
        }
    }

    [Theory]
    [InlineData("Set-AuthentikUser jdoe -Group admins -AddGroup admins")]
    [InlineData("Set-AuthentikUser jdoe -AddGroup admins -RemoveGroup staff, admins")]
    [InlineData("Set-AuthentikUser jdoe -AddAttribute @{ a = @{ b = 1 } } -RemoveAttribute a.b")]
    [InlineData("Set-AuthentikUser jdoe -Attributes @{} -AddAttribute @{ a = 1 }")]
    public void Refuses_before_any_request_what_contradicts_itself(string script)
    {
        Expect.Error("InvalidValue", Shell.Fail(script));
        Assert.Empty(Server.Requests);
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
