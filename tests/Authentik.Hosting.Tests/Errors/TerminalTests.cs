namespace Authentik.Hosting.Tests.Errors;

/// <summary>What reaches the terminal from names that people chose, and from addresses that were pasted.</summary>
public class TerminalTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private const string Escape = "\u001b";

    [Fact]
    public void Questions_and_WhatIf_show_control_characters()
    {
        Shell.Invoke("$null = New-AuthentikUser -Username \"zt$([char]27)[2J\" -Name x");
        Shell.Invoke("Get-AuthentikUser -Search zt | Remove-AuthentikUser -WhatIf");
        Assert.Contains("zt␛[2J", Shell.HostText, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, Shell.HostText, StringComparison.Ordinal);
        Shell.Invoke("Get-AuthentikUser -Search zt | Remove-AuthentikUser -Force");
    }

    [Fact]
    public void Errors_show_control_characters()
    {
        var error = Shell.Fail("Get-AuthentikUser \"nobody$([char]27)[2J\"");
        Assert.Contains("nobody␛[2J", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, error.CategoryInfo.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_the_query_of_an_address_is_in_no_error()
    {
        var error = Shell.Fail("Connect-Authentik 'https://127.0.0.1:1/?token=CANARY' x");
        Assert.DoesNotContain("CANARY", $"{error} {error.CategoryInfo} {error.TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_ends_when_it_cannot_connect_and_says_Stop()
    {
        var result = Shell.Try("try { Connect-Authentik http://127.0.0.1:1 x -ErrorAction Stop; 'went on' } catch { 'caught' }");
        Assert.Equal(["caught"], result.Output.Select(one => one.ToString()));
        Assert.ThrowsAny<System.Management.Automation.RuntimeException>(
            () => Shell.Try("Connect-Authentik http://127.0.0.1:1 x -ErrorAction Stop; 'went on'"));
    }

    [Fact]
    public void A_pattern_that_is_not_one_is_told() =>
        Expect.Error("InvalidValue", Shell.Fail("Find-AuthentikCommand '(['"));
}
