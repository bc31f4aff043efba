using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>New copies an object of one server to another: with names in the place of ids, which belong to one server.</summary>
public sealed class CopyToServerTests(PowerShellSession shell) : IClassFixture<PowerShellSession>
{
    private const string Connect = """
        Connect-Authentik -Sandbox -Name live
        Connect-Authentik -Sandbox -Name test
        $global:test = @{ Session = 'test' }
        $global:live = @{ Session = 'live' }
        """;

    [Fact]
    public void References_are_looked_up_by_name_on_the_other_server()
    {
        shell.Invoke(Connect);
        var ids = shell.Text("""
            $null = New-AuthentikFlow -Name Ask -Slug ask -Title Ask -Designation authorization @test
            $provider = New-AuthentikOAuth2Provider wiki -ClientId wiki-client -AuthorizationFlow ask @test -PropertyMapping openid, email `
                -RedirectUri https://wiki.example.com/callback
            $null = New-AuthentikApplication Wiki -Slug the-wiki -Provider $provider @test
            $null = 1..3 | ForEach-Object { New-AuthentikFlow -Name "Other $_" -Slug "other-$_" -Title x -Designation authorization @live }

            $flow = Get-AuthentikFlow ask @test | New-AuthentikFlow @live
            $copy = $provider | New-AuthentikOAuth2Provider @live
            $app = Get-AuthentikApplication the-wiki @test | New-AuthentikApplication @live
            $flow.Pk -ne $provider.AuthorizationFlow
            $copy.AuthorizationFlow -eq $flow.Pk
            $copy.ClientId
            (Get-AuthentikScopeMapping @live | Where-Object Pk -In $copy.PropertyMappings).ScopeName | Sort-Object
            $copy.RedirectUris.Url
            $app.Slug
            $app.Provider -eq $copy.Pk
            """);
        Assert.Equal(
            ["True", "True", "wiki-client", "email", "openid", "https://wiki.example.com/callback", "the-wiki", "True"], ids);
    }

    [Fact]
    public void What_is_missing_there_is_named_and_nothing_is_sent()
    {
        shell.Invoke(Connect);
        var error = shell.Fail("""
            'anna', 'ben' | New-AuthentikUser @test | Out-Null
            $null = New-AuthentikUser ben @live
            New-AuthentikGroup staff -User anna, ben @test | New-AuthentikGroup @live
            """);
        Expect.Error("NameNotFound", "*User with the username 'anna' was not found on https://sandbox*", error);
        Assert.Empty(shell.Invoke("Get-AuthentikGroup -Name staff @live"));
        Assert.Equal(
            ["ben"],
            shell.Text("Get-AuthentikGroup staff @test | New-AuthentikGroup -User ben @live | ForEach-Object { $_.UsersObj.Username }"));
    }

    [Fact]
    public void An_object_of_any_kind_is_found_by_its_kind_and_name()
    {
        shell.Invoke(Connect);
        var target = shell.Text("""
            'test', 'live' | ForEach-Object {
                $null = New-AuthentikApplication Mail -Slug mail -Session $_
                $null = New-AuthentikGroup mail -Session $_
            }
            $binding = New-AuthentikPolicyBinding -Target (Get-AuthentikApplication mail @test) -Group mail -Order 5
            $copy = $binding | New-AuthentikPolicyBinding @live
            (Get-AuthentikApplication mail @live | Get-AuthentikPolicyBinding).Pk -eq $copy.Pk
            $copy.Group -eq (Get-AuthentikGroup mail @live).Pk
            $copy.Order
            """);
        Assert.Equal(["True", "True", "5"], target);
    }

    [Fact]
    public void A_script_block_that_returns_an_id_of_the_other_server_is_refused()
    {
        shell.Invoke(Connect);
        shell.Invoke("'anna', 'ben' | New-AuthentikUser @test | Out-Null; $global:staff = New-AuthentikGroup team -User anna, ben @test");
        var error = shell.Fail("$staff | New-AuthentikGroup -User { $_.Users } @live");
        Expect.Error("InvalidValue", "*-User returned the id *Omit the parameter, or return a name.", error);
        Assert.Equal(
            ["akadmin"],
            shell.Text("$staff | New-AuthentikGroup -User { 'akadmin' } @live | ForEach-Object { $_.UsersObj.Username }"));
    }

    [Fact]
    public void Other_objects_of_another_server_are_refused_with_what_to_do()
    {
        shell.Invoke(Connect);
        var error = shell.Fail("New-AuthentikGroup staff @test | New-AuthentikPolicyBinding -Target x @live");
        Expect.Error("NoSession", "*Specify the object by its name there, or omit -Session to use *", error);
    }

    [Fact]
    public void A_value_that_the_other_version_lacks_is_omitted_with_a_warning() => Assert.Equal(
        ["old", "*MetaHide*"],
        shell.Text("""
            Connect-Authentik -Sandbox -Version 2024.10.2 -Name live
            Connect-Authentik -Sandbox -Name test
            $made = New-AuthentikApplication Old -Slug old -MetaHide $true -Session test |
                New-AuthentikApplication -Session live -WarningVariable warnings 3> $null
            $made.Slug
            if ("$warnings" -like '*so they aren''t copied: MetaHide.') { '*MetaHide*' } else { "$warnings" }
            """));
}
