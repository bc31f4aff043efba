using System.Data;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>What reaches the wire for rows: objects, hashtables, CSV files, data tables.</summary>
public class RowTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Fact]
    public void Sends_of_each_row_what_the_row_has()
    {
        var result = Shell.Try("""
            [pscustomobject]@{ username = 'jdoe'; email = 'j@example.com'; is_active = 'true' },
            [pscustomobject]@{ username = 'eve'; email = ''; is_active = '' } | Set-AuthentikUser
            """);
        Assert.Equal(["""{"email":"j@example.com","is_active":true}"""], Server.Bodies);
        Expect.Error("NothingToChange", result.Errors[0]);
    }

    [Fact]
    public void Does_not_carry_a_value_from_one_row_to_the_next()
    {
        Shell.Invoke("""
            [pscustomobject]@{ username = 'jdoe'; email = 'j@example.com'; name = 'J' },
            [pscustomobject]@{ username = 'eve'; name = 'E' } | Set-AuthentikUser
            """);
        Assert.Equal(["""{"email":"j@example.com","name":"J"}""", """{"name":"E"}"""], Server.Bodies);
    }

    [Fact]
    public void Lets_what_was_typed_win_over_a_column()
    {
        Shell.Invoke("[pscustomobject]@{ username = 'jdoe'; email = 'row@example.com' } | Set-AuthentikUser -Email typed@example.com");
        Assert.Equal("""{"email":"typed@example.com"}""", Server.LastBody);
    }

    [Theory]
    [InlineData("ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData("Select-Object *")]
    [InlineData("ConvertTo-Json -Depth 6 -WarningAction Ignore | ConvertFrom-Json")]
    public void Lets_what_is_added_or_removed_win_over_the_column_of_the_field(string way)
    {
        Shell.Invoke("New-AuthentikGroup parts-g");
        try
        {
            Shell.Invoke($"Get-AuthentikUser jdoe | {way} | Set-AuthentikUser -AddGroup parts-g -AddAttribute @{{ zz = 1 }}");
            Assert.Contains("\"zz\":1", string.Concat(Server.Bodies), StringComparison.Ordinal);
            Assert.Equal(["parts-g", "1"], Shell.Text("$user = Get-AuthentikUser jdoe; $user.GroupsObj.Name; $user.Attributes.zz"));
            Shell.Invoke($"Get-AuthentikUser jdoe | {way} | Set-AuthentikUser -RemoveGroup parts-g -RemoveAttribute zz");
            Assert.Equal(["0", "0"], Shell.Text("$user = Get-AuthentikUser jdoe; $user.Groups.Count; $user.Attributes.Count"));
        }
        finally
        {
            Shell.Invoke("Remove-AuthentikGroup parts-g -Force");
        }
    }

    [Fact]
    public void Refuses_a_typed_list_beside_what_is_added_to_it()
    {
        const string Script = "[pscustomobject]@{ username = 'jdoe'; groups = '' } | Set-AuthentikUser -Group @() -AddGroup parts-g";
        Expect.Message("*-AddGroup can't be used together with -Group*", Shell.Fail(Script));
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Reads_columns_named_as_the_api_or_as_the_parameters()
    {
        Shell.Invoke(""" "username,is_active,Type`njdoe,false,external" | ConvertFrom-Csv | Set-AuthentikUser """);
        Assert.Equal("""{"is_active":false,"type":"external"}""", Server.LastBody);
    }

    [Fact]
    public void Takes_hashtables()
    {
        Shell.Invoke("@{ username = 'jdoe'; name = 'H' } | Set-AuthentikUser");
        Assert.Equal("""{"name":"H"}""", Server.LastBody);
    }

    [Fact]
    public void Takes_rows_of_data_tables()
    {
        using var table = new DataTable();
        table.Columns.AddRange([new("username"), new("name"), new("email")]);
        table.Rows.Add("eve", "D", DBNull.Value);
        Shell.Invoke("$table | Set-AuthentikUser", new { table });
        Assert.Equal("""{"name":"D"}""", Server.LastBody);
    }

    [Fact]
    public void Stops_at_a_cell_that_cannot_be_converted_for_that_row_alone()
    {
        var result = Shell.Try(""" "username,is_active`njdoe,perhaps`neve,true" | ConvertFrom-Csv | Set-AuthentikUser """);
        Expect.Message("*is_active*perhaps*The row wasn't sent*", Assert.Single(result.Errors));
        Assert.Equal(["""{"is_active":true}"""], Server.Bodies);
    }

    [Fact]
    public void Takes_a_column_for_which_a_script_gave_nothing_as_empty()
    {
        Shell.Invoke("""
            [pscustomobject]@{ username = 'jdoe'; name = 'John Doe' } |
                Select-Object *, @{ n = 'groups'; e = { } }, @{ n = 'email'; e = { } }, @{ n = 'attributes'; e = { } } | Set-AuthentikUser
            """);
        Assert.Equal("""{"name":"John Doe"}""", Server.LastBody);
    }

    [Fact]
    public void Reads_columns_that_are_scripts_where_scripts_can_run()
    {
        Shell.Invoke("""
            [pscustomobject]@{ username = 'jdoe' } |
                Add-Member -MemberType ScriptProperty -Name name -Value { "by $(Get-Variable PSCulture -ValueOnly) script" } -PassThru |
                Set-AuthentikUser
            """);
        Expect.Like("""{"name":"by * script"}""", Server.LastBody);
    }

    [Theory]
    [InlineData("username = 'jdoe'; email = ''", """{"email":""}""")]
    [InlineData("username = 'jdoe'; last_login = ''; name = 'N'", """{"last_login":null,"name":"N"}""")]
    public void Sends_null_for_empty_cells_when_told_to_and_empties_what_cannot_be_null(string row, string sent)
    {
        Shell.Invoke($"[pscustomobject]@{{ {row} }} | Set-AuthentikUser -EmptyAsNull -WarningAction SilentlyContinue");
        Assert.Equal(sent, Server.LastBody);
    }

    [Theory]
    [InlineData("eve", """{"users":[EVE]}""")]
    [InlineData(" eve ; jdoe;", """{"users":[EVE,JDOE]}""")]
    [InlineData("[\"eve\",\"jdoe\"]", """{"users":[EVE,JDOE]}""")]
    [InlineData("[EVE]", """{"users":[EVE]}""")]
    [InlineData("[]", """{"users":[]}""")]
    public void Reads_a_list_from_one_cell(string cell, string body)
    {
        var ids = Shell.Text("'eve', 'jdoe' | ForEach-Object { (Get-AuthentikUser $_).Pk }");
        string Fill(string text) => text.Replace("EVE", ids[0], StringComparison.Ordinal).Replace("JDOE", ids[1], StringComparison.Ordinal);
        Shell.Invoke("New-AuthentikGroup cells");
        try
        {
            Shell.Invoke("[pscustomobject]@{ name = 'cells'; users = $cell } | Set-AuthentikGroup", new { cell = Fill(cell) });
            Assert.Equal(Fill(body), Server.LastBody);
        }
        finally
        {
            Shell.Invoke("Remove-AuthentikGroup cells -Force");
        }
    }

    [Fact]
    public void Takes_a_number_in_a_list_for_a_name() =>
        Expect.Message("*'1' was not found*", Shell.Fail("[pscustomobject]@{ username = 'jdoe'; groups = '1' } | Set-AuthentikUser"));

    [Fact]
    public void Empties_a_list_for_an_empty_cell_when_told_to()
    {
        Shell.Invoke("[pscustomobject]@{ username = 'jdoe'; groups = ''; name = 'N' } | Set-AuthentikUser -EmptyAsNull");
        Assert.Equal("""{"groups":[],"name":"N"}""", Server.LastBody);
    }

    [Fact]
    public void Reads_numbers_as_the_culture_writes_them()
    {
        Shell.Invoke("""
            $culture = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                New-AuthentikCaptchaStage -Name cells -PublicKey a -PrivateKey b
                [pscustomobject]@{ name = 'cells'; score_min_threshold = 0.25.ToString() } | Set-AuthentikCaptchaStage
            }
            finally { [cultureinfo]::CurrentCulture = $culture; Remove-AuthentikCaptchaStage cells -Force }
            """);
        Assert.Contains("""{"score_min_threshold":0.25}""", Server.Bodies);
    }

    [Theory]
    [InlineData("", "Change nothing: it has these values already")]
    [InlineData("$row.Email = 'new@example.com';", "Change Email 'new@example.com'\"")]
    public void Shows_under_WhatIf_what_was_edited_in_a_row(string edit, string change)
    {
        var script = "$row = Get-AuthentikUser jdoe | ConvertTo-Csv | ConvertFrom-Csv; " + edit + "$row | Set-AuthentikUser -WhatIf";
        Shell.Invoke(script);
        Assert.Contains($"What if: Performing the operation \"{change}", Shell.HostText, StringComparison.Ordinal);
        Assert.Contains("on target \"user 'jdoe (", Shell.HostText, StringComparison.Ordinal);
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void Finds_the_user_by_the_natural_key_and_renames_by_new_username()
    {
        Shell.Invoke("[pscustomobject]@{ username = 'eve'; new_username = 'eve2' } | Set-AuthentikUser");
        Assert.Equal("""{"username":"eve2"}""", Server.LastBody);
        Shell.Invoke("Set-AuthentikUser eve2 -Username eve");
        Assert.Equal("""{"username":"eve"}""", Server.LastBody);
    }

    [Fact]
    public void Creates_objects_from_rows_each_with_its_own_columns()
    {
        var created = Shell.Text("""
            ("username,name,email`nrow-a,A,a@example.com`nrow-b,B," | ConvertFrom-Csv | New-AuthentikUser -Path users/imported).Username
            """);
        Assert.Equal(["row-a", "row-b"], created);
        Assert.Equal(
            [
                """{"username":"row-a","name":"A","email":"a@example.com","path":"users/imported"}""",
                """{"username":"row-b","name":"B","path":"users/imported"}""",
            ],
            Server.Bodies);
        Assert.Equal("Authentik.User", Shell.Value<string>("(@{ username = 'row-c'; name = 'C' } | New-AuthentikUser).GetType().FullName"));
        Shell.Invoke("'row-a', 'row-b', 'row-c' | Remove-AuthentikUser -Force");
    }

    [Fact]
    public void Says_which_columns_a_new_user_lacks()
    {
        Expect.Message("*-Username*", Shell.Fail("[pscustomobject]@{ name = 'x' } | New-AuthentikUser"));
        Assert.Empty(Server.Bodies);
    }

    [Theory]
    [InlineData("Set-AuthentikUser", "")]
    [InlineData("Get-AuthentikUser", "user")]
    [InlineData("Remove-AuthentikUser -Force", "user")]
    public void Says_which_columns_would_identify_a_user(string command, string target)
    {
        var failure = Shell.Fail($"[pscustomobject]@{{ password = 'x' }} | {command}");
        Expect.Error("InvalidValue", "*doesn't identify a user*username*", failure);
        Assert.Equal(System.Management.Automation.ErrorCategory.InvalidArgument, failure.CategoryInfo.Category);
        Assert.Equal(target, failure.TargetObject.ToString());
        Assert.Empty(Server.Bodies);
    }
}
