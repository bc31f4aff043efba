using System.Management.Automation;
using System.Text.Json.Nodes;

namespace Authentik.Hosting.Tests.ScriptBlocks;

/// <summary>Script blocks in the place of values.</summary>
public class ScriptBlockTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private const string TwoUsers = "'jdoe', 'eve' | Get-AuthentikUser -Identity { $_ } | ";

    [Fact]
    public void Computes_values_from_objects_and_sends_nothing_else()
    {
        Shell.Invoke($$"""{{TwoUsers}} Set-AuthentikUser -Email { "$($_.Username)@example.com" } -Name { $PSItem.Username.ToUpper() }""");
        Assert.Equal(
            ["""{"email":"jdoe@example.com","name":"JDOE"}""", """{"email":"eve@example.com","name":"EVE"}"""], Server.Bodies.Select(Sort));
    }

    [Fact]
    public void Computes_values_from_rows_and_takes_the_other_columns()
    {
        var made = Shell.Try("""
            'First,Last,Login,path', 'Maria,Rossi,MRossi,users/x', 'Karl,Weber,KWeber,' | ConvertFrom-Csv |
                New-AuthentikUser -Name { "$($_.First) $($_.Last)" } -Username { $_.Login.ToLower() } -WarningVariable warnings
            $warnings
            Get-AuthentikUser -Search rossi | Remove-AuthentikUser -Force
            Get-AuthentikUser -Search weber | Remove-AuthentikUser -Force
            """);
        Assert.Empty(made.Errors);
        Assert.Equal(
            ["""{"name":"Maria Rossi","path":"users/x","username":"mrossi"}""", """{"name":"Karl Weber","username":"kweber"}"""],
            Server.Bodies.Select(Sort));
        Assert.Equal(["mrossi", "kweber"], made.Output.Select(one => one.Properties["Username"]?.Value));
    }

    [Fact]
    public void Warns_about_a_column_that_no_script_block_reads() => Assert.Equal(
        ["A user doesn't have these fields: Mial. These columns aren't sent."],
        Shell.Text("""
            $row = [pscustomobject] @{ Login = 'x'; Mial = 'y' }
            $row | New-AuthentikUser -Name x -Username { $_.Login } -WhatIf -WarningVariable warnings 3> $null
            $warnings.Message
            """));

    [Fact]
    public void Knows_the_columns_that_a_script_block_for_the_identity_reads() => Assert.Equal(
        ["A user doesn't have these fields: Mial. These columns aren't sent."],
        Shell.Text("""
            $row = [pscustomobject] @{ Login = 'jdoe'; Mial = 'y'; Last = 'Doe' }
            $row | Set-AuthentikUser -Identity { $_.Login } `
                -Name { $_.Last } -WhatIf -WarningVariable warnings 3> $null
            $warnings.Message
            """));

    [Theory]
    [InlineData("1..2 | New-AuthentikUser -Username { \"u$_\" } -Name x", "user 'u1'", "user 'u2'")]
    [InlineData("Get-AuthentikUser jdoe | New-AuthentikGroup -Name { $_.Username }", "group 'jdoe'")]
    [InlineData("Get-AuthentikUser jdoe | Set-AuthentikSetting -EventRetention { 'days=9' }", "Change EventRetention")]
    [InlineData("'a', 'b' | New-AuthentikServiceAccount -Name { \"svc-$_\" }", "'svc-a'", "'svc-b'")]
    public void Takes_anything_from_the_pipeline_and_shows_what_if(string script, params string[] shown)
    {
        var before = Shell.HostText.Length;
        Shell.Invoke($"{script} -WhatIf");
        Assert.All(shown, text => Assert.Contains(text, Shell.HostText[before..], StringComparison.Ordinal));
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Asks_about_each_record()
    {
        Shell.Invoke("'jdoe', 'eve' | Set-AuthentikUser -Email { \"$_@asked.example\" } -Confirm:$false");
        Assert.Equal(["""{"email":"jdoe@asked.example"}""", """{"email":"eve@asked.example"}"""], Server.Bodies);
    }

    [Theory]
    [InlineData("-LastLogin { $null }", """{"last_login":null}""")]
    [InlineData("-Email { '' }", """{"email":""}""")]
    [InlineData("-IsActive { 'false' }", """{"is_active":false}""")]
    [InlineData("-IsActive { $_.Username -eq 'nobody' }", """{"is_active":false}""")]
    [InlineData("-Group { ,@() }", """{"groups":[]}""")]
    [InlineData("-Attributes { @{ of = $_.Username } }", """{"attributes":{"of":"jdoe"}}""")]
    [InlineData("-Attributes { '{\"a\":1}' }", """{"attributes":{"a":1}}""")]
    [InlineData("-Email { $local }", """{"email":"local@example.com"}""")]
    [InlineData("-Email $block", """{"email":"jdoe@block.example"}""")]
    [InlineData("@splat", """{"email":"jdoe@block.example"}""")]
    [InlineData("-Email { Set-StrictMode -Version Latest; $_.Username + '@strict.example' }", """{"email":"jdoe@strict.example"}""")]
    public void Takes_what_would_have_been_typed(string parameters, string sent)
    {
        Shell.Invoke($$"""
            function Send {
                $local = 'local@example.com'
                $block = { "$($_.Username)@block.example" }
                $splat = @{ Email = $block }
                Get-AuthentikUser jdoe | Set-AuthentikUser {{parameters}}
            }
            Send
            """);
        Assert.Equal(sent, Server.LastBody);
    }

    [Fact]
    public void Finds_references_by_name_and_takes_them_as_objects()
    {
        var keys = Shell.Text("""
            $name = 'authentik Admins'
            $group = Get-AuthentikGroup $name
            $jdoe = Get-AuthentikUser jdoe
            $jdoe | Set-AuthentikUser -Group { $name }
            $jdoe | Set-AuthentikUser -Group { $group; $name }
            $group.Pk
            """);
        Assert.Equal($$"""{"groups":["{{keys[0]}}"]}""", Server.Bodies[0]);
        Assert.Equal($$"""{"groups":["{{keys[0]}}","{{keys[0]}}"]}""", Server.Bodies[1]);
    }

    [Fact]
    public void Adds_to_what_is_stored_and_removes_from_it()
    {
        Shell.Invoke("""
            $jdoe = Get-AuthentikUser jdoe
            $jdoe | Set-AuthentikUser -Attributes @{ kept = 1; gone = 2 }
            $jdoe | Set-AuthentikUser -AddAttribute { @{ name = $_.Username } }
            $jdoe | Set-AuthentikUser -RemoveAttribute { 'gone' }
            """);
        Assert.Equal(
            """{"kept":1,"name":"jdoe"}""",
            Sort(JsonNode.Parse(Server.LastBody)!["attributes"]!.ToJsonString()));
    }

    [Fact]
    public void Keeps_the_order_with_several_requests_at_once()
    {
        var expected = Enumerable.Range(1, 12).Select(number => $"many-{number}").ToList();
        var made = Shell.Text("""
            $made = 1..12 | New-AuthentikUser -Username { "many-$_" } -Name { "Many $_" } -ThrottleLimit 4
            $made.Username
            ($made | Set-AuthentikUser -Email { "$($_.Username)@example.com" } -ThrottleLimit 4 -PassThru).Email
            $made | Remove-AuthentikUser -Force
            """);
        Assert.Equal([.. expected, .. expected.Select(name => $"{name}@example.com")], made);
    }

    [Fact]
    public void Gives_actions_the_record_and_not_what_their_identity_became()
    {
        Shell.Invoke("""
            [pscustomobject] @{ Who = 'jdoe'; Initial = 'pw-of-jdoe-1' } |
                Set-AuthentikUserPassword -Identity { $_.Who } -Password { $_.Initial } -Force
            """);
        Assert.Equal("""{"password":"pw-of-jdoe-1"}""", Server.LastBody);
    }

    // PowerShell itself runs a script block for what the pipeline fills.
    [Fact]
    public void Can_identify_the_object_of_an_action_alone()
    {
        Shell.Invoke("[pscustomobject] @{ Who = 'jdoe' } | Stop-AuthentikUserSession -Identity { $_.Who } -WhatIf");
        var failure = Shell.Fail("[pscustomobject] @{ T = 'no-such-token' } | Get-AuthentikTokenKey -Identity { $_.T }");
        Expect.Error("NameNotFound", "*'no-such-token'*", failure);
    }

    [Fact]
    public void Names_a_file_for_each_object()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Shell.Invoke(
                "Get-AuthentikFlow -First 2 | Export-AuthentikFlow -OutFile { Join-Path $path \"$($_.Slug).yaml\" }",
                new { path = folder.FullName });
            Assert.Equal(2, folder.GetFiles("*.yaml").Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // PowerShell runs a script block that is a default value once, so a script block for each record is one that returns it.
    [Theory]
    [InlineData("{ 'once@example.com' }", "once@example.com")]
    [InlineData("{ { \"$($_.Username)@example.com\" } }", "jdoe@example.com")]
    public void Can_be_a_default_value(string value, string sent)
    {
        Shell.Invoke($$"""
            $PSDefaultParameterValues = @{ 'Set-AuthentikUser:Email' = {{value}} }
            Get-AuthentikUser jdoe | Set-AuthentikUser
            """);
        Assert.Equal($$"""{"email":"{{sent}}"}""", Server.LastBody);
    }

    [Fact]
    public void Sees_the_variables_of_another_runspace()
    {
        Shell.Invoke("""
            $session, $domain = (Get-AuthentikSession)[0], 'parallel.example'
            Get-AuthentikUser jdoe | ForEach-Object -Parallel {
                Import-Module $using:manifest
                $_ | Set-AuthentikUser -Session $using:session -Email { "$($_.Username)@$using:domain" }
            }
            """.Replace("$using:manifest", $"'{Repository.Manifest}'", StringComparison.Ordinal));
        Assert.Equal("""{"email":"jdoe@parallel.example"}""", Server.LastBody);
    }

    [Fact]
    public void Belongs_to_the_module_that_wrote_it()
    {
        Shell.Invoke("""
            $module = New-Module {
                $domain = 'module.example'
                function Update-Mail { Get-AuthentikUser jdoe | Set-AuthentikUser -Email { "$($_.Username)@$domain" } }
            }
            $domain = 'wrong.example'
            & $module { Update-Mail }
            """);
        Assert.Equal("""{"email":"jdoe@module.example"}""", Server.LastBody);
    }

    private static string Sort(string? body) =>
        new JsonObject(JsonNode.Parse(body!)!.AsObject()
            .OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone()))).ToJsonString();
}
