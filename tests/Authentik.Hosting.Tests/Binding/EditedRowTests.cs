using System.Text.Json.Nodes;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Of a row that was an object, exactly what somebody edited is sent.</summary>
public class EditedRowTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private const string AsRow = "| ConvertTo-Csv | ConvertFrom-Csv";

    [Fact]
    public void Keys_that_were_removed_from_JSON_are_an_edit()
    {
        Shell.Invoke("Set-AuthentikUser jdoe -AddAttribute @{ rowA = 1; rowB = 2 }");
        Shell.Invoke($"$global:row = Get-AuthentikUser jdoe {AsRow}");
        Shell.Invoke("$row.Attributes = $row.Attributes -replace '\"rowB\":2', '\"rowC\":3'");
        Shell.Invoke("$row | Set-AuthentikUser -WhatIf; $row | Set-AuthentikUser");
        Assert.Contains("Change Attributes: replaces all keys, 1 added (rowC), 1 removed (rowB)", Shell.HostText, StringComparison.Ordinal);
        Assert.Equal(["rowA", "rowC"], Shell.Text("(Get-AuthentikUser jdoe).Attributes.Keys -like 'row*' | Sort-Object"));
        Shell.Invoke("Set-AuthentikUser jdoe -RemoveAttribute rowA, rowC");
    }

    [Fact]
    public void Another_target_and_another_order_of_choices_are_edits()
    {
        Shell.Invoke("'row-a', 'row-b' | New-AuthentikApplication; New-AuthentikPolicyBinding -Target row-a -User jdoe -Order 7");
        var target = Shell.Text($"$row = Get-AuthentikPolicyBinding -Target row-a {AsRow}; $row.Target = 'row-b'; "
            + "$row | Set-AuthentikPolicyBinding; (Get-AuthentikPolicyBinding -Target row-b).TargetName");
        var backends = Shell.Text(
            "$backends = 'authentik.core.auth.InbuiltBackend', 'authentik.core.auth.TokenBackend'; "
            + "New-AuthentikPasswordStage row-stage -Backend $backends | Out-Null; "
            + $"$row = Get-AuthentikPasswordStage row-stage {AsRow}; "
            + "$row.Backends = 'authentik.core.auth.TokenBackend;authentik.core.auth.InbuiltBackend'; "
            + "$row | Set-AuthentikPasswordStage; (Get-AuthentikPasswordStage row-stage).Backends");
        Shell.Invoke("Remove-AuthentikApplication row-a, row-b -Force; Remove-AuthentikPasswordStage row-stage -Force");
        Assert.Equal(["row-b"], target);
        Assert.Equal(["authentik.core.auth.TokenBackend", "authentik.core.auth.InbuiltBackend"], backends);
    }

    [Fact]
    public void A_field_that_excludes_another_one_clears_it_and_WhatIf_says_so()
    {
        Shell.Invoke("New-AuthentikApplication row-c; New-AuthentikPolicyBinding -Target row-c -User jdoe -Order 7");
        Shell.Invoke($"$global:row = Get-AuthentikPolicyBinding -Target row-c {AsRow}; $row.Group = 'authentik Admins'");
        Shell.Invoke("$row | Set-AuthentikPolicyBinding -WhatIf; $row | Set-AuthentikPolicyBinding");
        Assert.Contains("Change Group 'authentik Admins'; User (jdoe) is cleared", Shell.HostText, StringComparison.Ordinal);
        var names = Shell.Text("Get-AuthentikPolicyBinding -Target row-c | ForEach-Object { \"$($_.GroupName)/$($_.UserName)\" }");
        Shell.Invoke("Remove-AuthentikApplication row-c -Force");
        Assert.Equal(["authentik Admins/"], names);
    }

    [Fact]
    public void A_row_of_another_object_with_the_same_number_changes_nothing()
    {
        var error = Shell.Fail(
            $"$row = Get-AuthentikUser jdoe {AsRow}; $row.Uuid = '0e110000-0000-4000-8000-000000000009'; $row.Name = 'x'; "
            + "$row | Set-AuthentikUser");
        Expect.Message("*the user 'jdoe' has the Uuid *another user, or of another server*", error);
        Assert.Empty(Server.Writes);
    }

    [Theory]
    [InlineData("Brand", "authentik-default")]
    [InlineData("Role", "'authentik Read-only'")]
    [InlineData("Setting", "")]
    public void An_object_without_fields_of_the_server_is_compared_too(string noun, string name)
    {
        Shell.Invoke($"Get-Authentik{noun} {name} {AsRow} | Set-Authentik{noun}");
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void What_was_serialized_keeps_its_kind_for_New()
    {
        const string Again = "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_))";
        var owners = Shell.Text(
            $"Get-AuthentikUser jdoe | ForEach-Object {{ {Again} }} | New-AuthentikToken row-t1 -WarningAction Ignore | "
            + "ForEach-Object UserName; "
            + "Get-AuthentikUser jdoe | Select-Object * | New-AuthentikToken row-t2 -WarningAction Ignore | ForEach-Object UserName");
        Shell.Invoke("Remove-AuthentikToken row-t1, row-t2 -Force");
        Assert.Equal(["jdoe", "jdoe"], owners);
        Server.Clear();
        var error = Shell.Fail("Get-AuthentikUser jdoe | Select-Object * | New-AuthentikGroup");
        Expect.Message("*A user can't be used to create a group*", error);
        Assert.Empty(Server.Writes);
        Shell.Invoke("Get-AuthentikUser jdoe | Select-Object @{ n = 'Name'; e = { \"row-$($_.Username)\" } } | New-AuthentikGroup");
        Assert.Equal("""{"name":"row-jdoe"}""", JsonNode.Parse(Server.Writes[0].Body!)!.ToJsonString());
        Shell.Invoke("Remove-AuthentikGroup row-jdoe -Force");
    }

    [Fact]
    public void A_template_from_the_list_of_a_family_has_the_fields_of_its_kind()
    {
        var modes = Shell.Text("""
            New-AuthentikUserWriteStage row-write -UserCreationMode always_create | ForEach-Object UserCreationMode
            Get-AuthentikStage row-write | New-AuthentikUserWriteStage -Name row-copy | ForEach-Object UserCreationMode
            Remove-AuthentikStage row-write, row-copy -Force
            """);
        Assert.Equal(["always_create", "always_create"], modes);
    }
}
