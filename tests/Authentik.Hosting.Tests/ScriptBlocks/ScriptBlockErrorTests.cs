using System.Management.Automation;

namespace Authentik.Hosting.Tests.ScriptBlocks;

/// <summary>Script blocks that fail, and what can't be done with them.</summary>
public class ScriptBlockErrorTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private const string Secret = "do-not-show-41";

    [Theory]
    [InlineData("throw 'not this one'", "*-Email failed, so nothing was sent*not this one")]
    [InlineData("[int] 'x'", "*-Email failed*'x' was not in a correct format*")]
    [InlineData("Write-Error stopped -ErrorAction Stop", "*-Email failed*stopped")]
    [InlineData("Set-StrictMode -Version Latest; $_.Missing", "*-Email failed*'Missing' cannot be found*")]
    [InlineData("", "*-Email returned nothing*Use $null*")]
    [InlineData("1, 2", "*-Email returned an invalid value*2 values were specified for Email, which takes one*")]
    public void A_failure_is_an_error_for_this_record_alone(string failing, string message)
    {
        var result = Shell.Try($$"""
            'jdoe', 'eve' | ForEach-Object { [pscustomobject] @{ username = $_ } } |
                Set-AuthentikUser -Email { if ($_.username -eq 'jdoe') { {{failing}} } else { 'eve@example.com' } }
            """);
        var error = Assert.Single(result.Errors);
        Expect.Error("ScriptBlockFailed", message, error);
        Assert.Equal("jdoe", ((PSObject)error.TargetObject).Properties["username"].Value.ToString());
        Assert.Equal("""{"email":"eve@example.com"}""", Assert.Single(Server.Bodies));
    }

    [Fact]
    public void Stop_ends_the_command_at_the_first_failure()
    {
        var error = Shell.Fail("'jdoe', 'eve' | Set-AuthentikUser -Email { throw $_ } -ErrorAction Stop");
        Expect.Error("ScriptBlockFailed", "*jdoe*", error);
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void An_error_that_does_not_end_the_script_block_is_shown_and_the_value_is_sent()
    {
        var result = Shell.Try("'jdoe' | Set-AuthentikUser -Email { Write-Error told; 'told@example.com' }");
        Assert.Equal("told", Assert.Single(result.Errors).Exception.Message);
        Assert.Equal("""{"email":"told@example.com"}""", Server.LastBody);
    }

    [Theory]
    [InlineData("Set-AuthentikUser jdoe -Email { 'x' }")]
    [InlineData("New-AuthentikUser -Name x -Username { 'x' }")]
    [InlineData("Set-AuthentikSetting -EventRetention { 'days=1' }")]
    [InlineData("New-AuthentikServiceAccount a -Expiring { $true }")]
    [InlineData("Set-AuthentikUserPassword jdoe -Password { 'x' } -Force")]
    public void Needs_something_from_the_pipeline(string script)
    {
        Expect.Error("ScriptBlockWithoutInput", "*nothing was piped*Pipe objects*", Shell.Fail(script));
        Assert.Empty(Server.Bodies);
    }

    [Theory]
    [InlineData("1 | New-AuthentikServiceAccount -Name x")]
    [InlineData("'eve' | Set-AuthentikUserPassword jdoe -Password x -Force")]
    public void An_action_refuses_what_it_does_not_use(string script)
    {
        Expect.Error("InputObjectNotBound", Shell.Fail(script));
        Assert.Empty(Server.Bodies);
    }

    [Theory]
    [InlineData("-Email { $null }", "-Email can't be null*")]
    [InlineData("-Type { 'nothing' }", "*nothing*internal*")]
    public void The_value_is_checked_as_a_typed_one(string parameters, string message)
    {
        Expect.Error("InvalidValue", message, Shell.Fail($"'jdoe' | Set-AuthentikUser {parameters}"));
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Code_for_the_server_is_a_string()
    {
        Expect.Error("ScriptBlockWithoutInput", Shell.Fail("New-AuthentikExpressionPolicy -Name x -Expression { return True }"));
        Assert.Empty(Server.Bodies);
    }

    [Theory]
    [InlineData("$row | Set-AuthentikUserPassword -Identity { $_.U } -Password { [int] $_.P } -Force")]
    [InlineData("$row | Set-AuthentikUserPassword -Identity { $_.U } -Password { @{ P = $_.P } } -Force")]
    [InlineData("$secret | Set-AuthentikUserPassword jdoe -Password { throw \"no $_\" } -Force")]
    [InlineData("$row | New-AuthentikOAuthSource -Slug { $_.N } -Name x -ConsumerSecret { throw $_.P }")]
    [InlineData("$row | Set-AuthentikOAuthSource no-such -ConsumerSecret { $_.P } -Verbose")]
    [InlineData("$secret | Set-AuthentikOAuthSource github -ConsumerSecret { $_ } -ConsumerKey { } -Verbose -Debug")]
    [InlineData("$secret | Set-AuthentikOAuthSource github -ConsumerSecret { $_ } -Verbose -Debug -PassThru")]
    public void A_secret_reaches_no_stream(string script)
    {
        var shown = Shell.Text($$"""
            $Error.Clear()
            $secret = '{{Secret}}'
            $row = [pscustomobject] @{ U = 'jdoe'; P = $secret }
            {{script}} *>&1 | Format-List * -Force | Out-String
            $Error | Format-List * -Force | Out-String
            $Error.TargetObject | Out-String
            $Error | ForEach-Object { "$($_.Exception)" }
            """);
        Assert.DoesNotContain(Secret, string.Concat(shown), StringComparison.Ordinal);
    }
}
