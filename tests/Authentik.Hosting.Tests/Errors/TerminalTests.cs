using System.Management.Automation;
using Authentik.Hosting.Tests.Views;

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
    public void A_name_adds_no_line_to_an_error()
    {
        var name = "nobody\r\nError: the server was reset";
        var error = Shell.Fail("Get-AuthentikUser $name", new { name });
        Assert.Contains("nobody␍␊Error", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Exception.Message);
        Assert.Equal(name, error.TargetObject);
    }

    [Fact]
    public void What_the_server_says_in_an_error_is_shown_with_signs()
    {
        var json = new { name = new[] { HostileText.Value } };
        Server.Answer(new { path = "/api/v3/core/users/", method = "POST", status = 400, json });
        var error = Shell.Fail("New-AuthentikUser -Username zt -Name x");
        Assert.Contains("␛", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(HostileText.Find($"{error}{error.CategoryInfo}{error.Exception.Message}"));
    }

    [Fact]
    public void A_value_that_does_not_bind_is_shown_with_signs()
    {
        var error = Shell.Fail("Set-AuthentikUser jdoe -Type $name", new { name = HostileText.Value });
        Assert.Contains("␛", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(HostileText.Find(error.ToString()));
    }

    [Theory]
    [InlineData("Get-AuthentikUser -Name $name -Verbose -Debug 4>&1 5>&1")]
    [InlineData("Get-AuthentikUser $name -Debug -ErrorAction Ignore 5>&1")]
    [InlineData("Connect-Authentik -Sandbox -Name $name -Verbose 4>&1; Disconnect-Authentik $name -Verbose 4>&1")]
    [InlineData("Invoke-AuthentikRequest /core/users/ -Query @{ $name = $name } -Verbose -Debug 4>&1 5>&1")]
    public void Verbose_and_debug_lines_show_signs(string script)
    {
        Server.Answer(new
        {
            path = "/api/v3/core/users/",
            status = 200,
            json = new { pagination = new { next = 0, count = 1 }, results = new[] { new { pk = 7, name = HostileText.Value } } },
        });
        var lines = Shell.Invoke(script, new { name = HostileText.Value })
            .Where(line => line.BaseObject is InformationalRecord)
            .Select(line => line.ToString())
            .ToList();
        Assert.NotEmpty(lines);
        Assert.Empty(HostileText.Find(string.Join('\n', lines)));
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
        Server.Clear();
    }

    [Fact]
    public void Warnings_show_signs()
    {
        var stored = new { pk = 5, username = "jdoe", name = "a\u001b[2J\u202eb" };
        Server.Answer(new { path = "/api/v3/core/users/5/", method = "PATCH", status = 200, json = stored });
        var text = Assert.Single(Shell.Text("Set-AuthentikUser ([int] 5) -Name other 3>&1"));
        Assert.Contains("␛", text, StringComparison.Ordinal);
        Assert.Empty(HostileText.Find(text));
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
        Assert.ThrowsAny<RuntimeException>(
            () => Shell.Try("Connect-Authentik http://127.0.0.1:1 x -ErrorAction Stop; 'went on'"));
    }

    [Fact]
    public void A_pattern_that_is_not_one_is_told() =>
        Expect.Error("InvalidValue", Shell.Fail("Find-AuthentikCommand '(['"));
}
