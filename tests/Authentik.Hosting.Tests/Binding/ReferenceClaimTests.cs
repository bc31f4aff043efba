namespace Authentik.Hosting.Tests.Binding;

/// <summary>Rows have names beside ids. On another server, an id is that of another object, and then the name isn't its name.</summary>
public class ReferenceClaimTests(ReferenceClaimTests.ShellWithReferences fixture)
    : ConnectedTests<ReferenceClaimTests.ShellWithReferences>(fixture), IClassFixture<ReferenceClaimTests.ShellWithReferences>
{
    private const string AsCsv = "ConvertTo-Csv | ConvertFrom-Csv";
    private const string AsJson = "ConvertTo-Json -Depth 6 -WarningAction Ignore | ConvertFrom-Json";
    private const string Selected = "Select-Object *";
    private const string Serialized = """
        ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 3)) }
        """;

    [Theory]
    [InlineData(AsCsv)]
    [InlineData(AsJson)]
    [InlineData(Selected)]
    [InlineData(Serialized)]
    public void An_id_of_another_user_than_the_row_says_is_refused(string way)
    {
        RenameEve("Get-AuthentikToken claim-t", way, rows => Expect.Error(
            "Contradiction",
            "*is 'trent', but the row says 'eve'*",
            Shell.Fail("$rows | New-AuthentikToken -Identifier claim-u", new { rows })));
        Shell.Invoke($"Get-AuthentikToken claim-t | {way} | New-AuthentikToken -Identifier claim-u");
        Shell.Invoke("Remove-AuthentikToken claim-u -Force");
    }

    [Theory]
    [InlineData("Select-Object @{ n = 'Users'; e = { \"[$($_.Users -join ',')]\" } }, UsersObj | " + AsCsv)]
    [InlineData(AsJson)]
    [InlineData("ConvertTo-Json -Depth 1 -WarningAction Ignore | ConvertFrom-Json")]
    [InlineData(Selected)]
    [InlineData(Serialized)]
    public void An_id_in_a_list_of_another_user_than_the_row_says_is_refused(string way)
    {
        RenameEve("Get-AuthentikGroup claim-g", way, rows => Expect.Error(
            "Contradiction",
            "*is 'trent', but the row says 'eve'*",
            Shell.Fail("$rows | New-AuthentikGroup -Name claim-h", new { rows })));
        Shell.Invoke($"Get-AuthentikGroup claim-g | {way} | New-AuthentikGroup -Name claim-h");
        Assert.Equal(["eve", "jdoe"], Shell.Text("(Get-AuthentikGroup claim-h).UsersObj.Username | Sort-Object"));
        Shell.Invoke("Remove-AuthentikGroup claim-h -Force");
    }

    [Theory]
    [InlineData("$row.Users = @($row.Users[1]); $row", AsJson)]
    [InlineData("$row.Users = @($row.Users[1], $row.Users[0]); $row", AsJson)]
    [InlineData("$row.UsersObj = 'somebody'; $row", AsJson)]
    [InlineData("$row.UsersObj = 'System.Object[]'; $row", AsCsv)]
    [InlineData("$row.Users = \"[$((Get-AuthentikUser jdoe).Pk)]\"; $row", AsCsv)]
    public void An_edited_list_is_sent_if_no_name_contradicts_it(string edit, string way)
    {
        Shell.Invoke($$"""
            $row = Get-AuthentikGroup claim-g | {{way}}
            & { {{edit}} } | New-AuthentikGroup -Name claim-h
            Remove-AuthentikGroup claim-h -Force
            """);
        Assert.Contains("\"users\":[", Server.Bodies[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$row.UserName = 'jdoe'", "eve", "jdoe")]
    [InlineData("$row.UserObj = $null; $row.UserName = 'jdoe'", "eve", "jdoe")]
    [InlineData("$row.UserObj = 'jdoe'", "jdoe", "eve")]
    [InlineData("$row.UserObj = 'jdoe'; $row.UserName = $null", "eve", "jdoe")]
    [InlineData("$row.UserObj = 'jdoe'; $row.UserName = 'jdoe'", "eve", "jdoe")]
    [InlineData("$row.User = [string](Get-AuthentikUser jdoe).Pk", "jdoe", "eve")]
    public void An_edited_name_of_a_user_is_an_error(string edit, string first, string second)
    {
        foreach (var way in new[] { AsCsv, AsJson, Selected, "Select-Object Pk, User, UserObj, UserName | " + AsCsv })
        {
            var script = $"$row = Get-AuthentikPolicyBinding -Target github | {way}; {edit}; $row | Set-AuthentikPolicyBinding";
            Expect.Error("Contradiction", $"*is '{first}'*but *'{second}'*", Shell.Fail(script));
            Assert.Empty(Server.Writes);
        }
    }

    [Theory]
    [InlineData("GroupObj")]
    [InlineData("GroupName")]
    public void An_edited_name_beside_a_UUID_is_an_error(string column)
    {
        foreach (var columns in new[] { "*", $"Pk, Group, {column}" })
        {
            var script = $"$row = New-AuthentikPolicyBinding -Target github -Group claim-g -Order 2 | Select-Object {columns} | {AsCsv}; "
                + $"$row.{column} = 'other'; try {{ $row | Set-AuthentikPolicyBinding }} finally "
                + "{ Get-AuthentikPolicyBinding -Target github | Where-Object Order -EQ 2 | Remove-AuthentikPolicyBinding -Force }";
            Expect.Error("Contradiction", "*is '*'*but *'*'*", Shell.Fail(script));
            Assert.DoesNotContain(Server.Writes, write => write.Method is "PATCH" or "PUT");
        }
    }

    [Fact]
    public void Unedited_rows_contradict_nothing()
    {
        foreach (var way in new[] { AsCsv, AsJson, Selected })
        {
            Shell.Invoke($"Get-AuthentikPolicyBinding -Target github | {way} | Set-AuthentikPolicyBinding -WhatIf");
            Shell.Invoke($"Get-AuthentikFlowStageBinding -First 3 | {way} | Set-AuthentikFlowStageBinding -WhatIf");
            Shell.Invoke($"Get-AuthentikToken claim-t | {way} | Set-AuthentikToken -WhatIf");
            Shell.Invoke($"Get-AuthentikGroup claim-g | {way} | Set-AuthentikGroup -WhatIf");
            Shell.Invoke($"Get-AuthentikOAuthSource github | {way} | Set-AuthentikOAuthSource -WhatIf");
        }

        Assert.DoesNotContain("\"Change User", Shell.HostText, StringComparison.Ordinal);
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void A_name_in_the_column_of_the_id_needs_no_other_column()
    {
        Shell.Invoke($"$row = Get-AuthentikPolicyBinding -Target github | {AsCsv}; $row.User = 'jdoe'; $row | Set-AuthentikPolicyBinding");
        Assert.Equal(["jdoe"], Shell.Text("(Get-AuthentikPolicyBinding -Target github).UserName"));
        Shell.Invoke("Get-AuthentikPolicyBinding -Target github | Set-AuthentikPolicyBinding -User eve");
    }

    [Fact]
    public void An_edited_name_is_an_error_after_a_row_with_the_same_id()
    {
        var failure = Shell.Fail($$"""
            $row = Get-AuthentikPolicyBinding -Target github | Select-Object Pk, User, UserName | {{AsCsv}}
            $other = $row | Select-Object *
            $other.UserName = 'jdoe'
            $row, $other | Set-AuthentikPolicyBinding
            """);
        Expect.Error("Contradiction", "*is 'eve', but the row says 'jdoe'*", failure);
    }

    // Where eve has another name, her id in older rows is that of somebody else.
    private void RenameEve(string get, string way, Action<object> test)
    {
        var rows = Shell.Invoke($"{get} | {way}").ToArray();
        Shell.Invoke("Set-AuthentikUser eve -Username trent");
        try
        {
            Server.Clear();
            test(rows);
            Assert.Empty(Server.Writes);
        }
        finally
        {
            Shell.Invoke("Set-AuthentikUser trent -Username eve");
        }
    }

    public sealed class ShellWithReferences : ConnectedShell
    {
        public ShellWithReferences(SharedServer shared)
            : base(shared) => Shell.Invoke("""
                New-AuthentikToken claim-t -User eve -Intent api
                New-AuthentikGroup claim-g -User jdoe, eve
                New-AuthentikPolicyBinding -Target github -User eve -Order 1
                """);

        protected override void CleanUp() => Shell.Invoke("""
            Get-AuthentikPolicyBinding -Target github | Remove-AuthentikPolicyBinding -Force
            Remove-AuthentikToken claim-t -Force
            Remove-AuthentikGroup claim-g -Force
            """);
    }
}
