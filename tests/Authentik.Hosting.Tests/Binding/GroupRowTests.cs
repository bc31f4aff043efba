namespace Authentik.Hosting.Tests.Binding;

/// <summary>Groups, which show more than they take.</summary>
public class GroupRowTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Fact]
    public void Reads_a_group_with_its_members_however_it_is_identified()
    {
        var members = Shell.Text("""
            $group = New-AuthentikGroup -Name whole-g -User jdoe
            'whole-g', $group.Pk, $group, ([pscustomobject]@{ name = 'whole-g' }) | Get-AuthentikGroup |
                ForEach-Object { $_.UsersObj.Username }
            Remove-AuthentikGroup whole-g -Force
            """);
        Assert.Equal(["jdoe", "jdoe", "jdoe", "jdoe"], members);
    }

    [Fact]
    public void Leaves_out_the_columns_that_the_server_shows_and_does_not_take()
    {
        var takes = Shell.Value<bool>("$v = (Get-AuthentikSession)[0].ServerVersion; $v -ge '2025.8.0' -and $v -lt '2025.12.0'");
        Assert.SkipWhen(takes, "Servers of 2025.8 to 2025.10 take the children of groups.");
        Shell.Invoke("$null = New-AuthentikGroup -Name shown-g");
        foreach (var way in new[] { "Select-Object *", "ConvertTo-Json -Depth 6 | ConvertFrom-Json" })
        {
            Shell.Invoke($"Get-AuthentikGroup shown-g | {way} | Set-AuthentikGroup");
            Assert.DoesNotContain("children", Server.LastBody, StringComparison.OrdinalIgnoreCase);
        }

        Shell.Invoke("Remove-AuthentikGroup shown-g -Force");
    }

    [Fact]
    public void Refuses_a_row_of_shown_columns_alone_and_the_parameter_that_the_server_only_shows()
    {
        var only = "Only servers from 2025.12 on show the children of groups without accepting them.";
        Assert.SkipUnless(Shell.Value<bool>("(Get-AuthentikSession)[0].ServerVersion -ge '2025.12.0'"), only);
        Shell.Invoke("$null = New-AuthentikGroup -Name shown-g");
        Expect.Error("NothingToChange", Shell.Fail("[pscustomobject]@{ name = 'shown-g'; children = @() } | Set-AuthentikGroup"));
        Expect.Error("VersionMismatch", Shell.Fail("Set-AuthentikGroup shown-g -Child shown-g"));
        Shell.Invoke("Remove-AuthentikGroup shown-g -Force");
    }
}
