namespace Authentik.Hosting.Tests.Binding;

/// <summary>Names that look like numbers, ids that look like names.</summary>
public class NumberAndNameTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Fact]
    public void Keeps_a_number_that_was_typed_without_quotes_as_it_was_typed()
    {
        Shell.Invoke("New-AuthentikUser -Username 00077 -Name 1.10");
        Assert.Equal("""{"username":"00077","name":"1.10"}""", Server.LastBody);
        Assert.Equal("00077", Shell.Value<string>("(Get-AuthentikUser 00077).Username"));
        Assert.Equal("1.10", Shell.Value<string>("(Get-AuthentikUser -Username 00077).Name"));
        Shell.Invoke("'00077' | Remove-AuthentikUser -Force");
    }

    [Fact]
    public void Never_takes_a_name_of_digits_for_an_id()
    {
        var pk = Shell.Value<string>("(Get-AuthentikUser jdoe).Pk");
        Expect.Error("NameNotFound", Shell.Fail("$pk | Set-AuthentikUser -Name x", new { pk }));
        Expect.Error("NameNotFound", Shell.Fail("[pscustomobject]@{ username = $pk; name = 'x' } | Set-AuthentikUser", new { pk }));
        Shell.Invoke("[pscustomobject]@{ pk = $pk; name = 'By id' } | Set-AuthentikUser", new { pk });
        Assert.Equal("""{"name":"By id"}""", Server.LastBody);
    }

    [Theory]
    [InlineData("Remove-AuthentikUser $me.user.pk -Confirm:$false")]
    [InlineData("""[pscustomobject]@{ pk = "$($me.user.pk)" } | Remove-AuthentikUser -Confirm:$false""")]
    public void Knows_its_own_user_by_the_id(string script)
    {
        var me = Shell.Invoke("Invoke-AuthentikRequest /core/users/me/")[0];
        Expect.Message("*user of this session*", Shell.Fail(script, new { me }));
        Assert.DoesNotContain(Server.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public void Renames_by_a_row_that_has_the_id_and_another_name()
    {
        Shell.Invoke("""
            $user = New-AuthentikUser -Username before -Name x
            [pscustomobject]@{ Pk = $user.Pk; Username = 'after' } | Set-AuthentikUser
            """);
        Assert.Equal("""{"username":"after"}""", Server.LastBody);
        Shell.Invoke("Remove-AuthentikUser after -Force");
    }

    [Fact]
    public void Takes_an_empty_string_for_a_mandatory_value()
    {
        Assert.Equal(string.Empty, Shell.Value<string>("(New-AuthentikUser -Username nameless -Name '').Name"));
        Shell.Invoke("Remove-AuthentikUser nameless -Force");
    }

    [Theory]
    [InlineData("Set-AuthentikOAuthSource github -ConsumerSecret ''", "*is an empty string*")]
    [InlineData("Set-AuthentikUser jdoe, eve -Name x", "*takes one user*")]
    public void Refuses_an_empty_secret_and_several_objects_where_one_is_meant(string script, string message) =>
        Expect.Message(message, Shell.Fail(script));
}
