using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>The module's own objects in the pipeline: what they stand for, and where they belong.</summary>
public class ObjectTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Fact]
    public void Takes_an_object_for_what_it_is_and_sends_none_of_its_properties()
    {
        Shell.Invoke("Get-AuthentikUser jdoe | Set-AuthentikUser -Email piped@example.com");
        Assert.Equal("""{"email":"piped@example.com"}""", Server.LastBody);
    }

    [Fact]
    public void Changes_nothing_when_an_object_is_piped_without_a_parameter()
    {
        Expect.Error("NothingToChange", Shell.Fail("Get-AuthentikUser jdoe | Set-AuthentikUser"));
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Creates_a_copy_of_an_object_without_its_secrets()
    {
        var first = Shell.Invoke(
            $"New-AuthentikOAuth2Provider -Name copy-a {Flows} -RedirectUri https://a.example/cb -AccessTokenValidity 'hours=5'")[0];
        var second = Shell.Invoke("$first | New-AuthentikOAuth2Provider -Name copy-b", new { first })[0];
        var url = Shell.Text("$second.RedirectUris.Url", new { second });
        Assert.Equal("hours=5", second.Properties["AccessTokenValidity"].Value.ToString());
        Assert.Equal(["https://a.example/cb"], url);
        Assert.NotEqual(first.Properties["ClientId"].Value, second.Properties["ClientId"].Value);
        Assert.DoesNotContain("client_secret", Server.LastBody, StringComparison.OrdinalIgnoreCase);
        Shell.Invoke("'copy-a', 'copy-b' | Remove-AuthentikOAuth2Provider -Force");
    }

    [Fact]
    public void Sends_a_null_that_the_server_requires_in_a_copy_and_in_a_change()
    {
        var first = Shell.Invoke("New-AuthentikEventMatcherPolicy -Name copy-a -Action $null -ClientIp 198.51.100.7")[0];
        Shell.Invoke("$first | New-AuthentikEventMatcherPolicy -Name copy-b", new { first });
        Assert.Contains("\"action\":null", Server.LastBody, StringComparison.Ordinal);
        Shell.Invoke("$first | Set-AuthentikEventMatcherPolicy -ClientIp 198.51.100.8", new { first });
        Assert.Contains("\"action\":null", Server.LastBody, StringComparison.Ordinal);
        Shell.Invoke("'copy-a', 'copy-b' | Remove-AuthentikEventMatcherPolicy -Force");
    }

    [Fact]
    public async Task Keeps_an_object_in_its_own_session_whatever_the_default_is()
    {
        await using var second = await TestServer.StartAsync();
        var user = Shell.Invoke("Get-AuthentikUser jdoe")[0];
        Shell.Invoke("Connect-Authentik $uri $token -Name second", new { uri = second.Uri, token = TestServer.Token });
        try
        {
            second.Clear();
            Shell.Invoke("$user | Set-AuthentikUser -Name 'At home'", new { user });
            Assert.Empty(second.Requests);
            Assert.Equal("""{"name":"At home"}""", Server.LastBody);
            Expect.Error("NoSession", Shell.Fail("Get-AuthentikUserConnection -User $user", new { user }));
            Expect.Error("NoSession", Shell.Fail("$user | Set-AuthentikUser -Name x -Session second", new { user }));
            var flow = Shell.Invoke("Get-AuthentikFlow default-invalidation-flow -Session test")[0];
            Expect.Error("NoSession", Shell.Fail(
                "New-AuthentikOAuth2Provider -Name x -AuthorizationFlow $flow -RedirectUri @()", new { flow }));
        }
        finally
        {
            Shell.Invoke("Disconnect-Authentik second");
            Fixture.Connect();
        }
    }

    [Fact]
    public void Refuses_an_object_whose_session_was_closed_until_there_is_another_one_to_the_same_server()
    {
        Fixture.Connect("other");
        var user = Shell.Invoke("Get-AuthentikUser jdoe; Disconnect-Authentik other")[0];
        Shell.Invoke("$user | Set-AuthentikUser -Name 'By the other session'", new { user });
        Shell.Invoke("Get-AuthentikSession | Disconnect-Authentik");
        try
        {
            Expect.Error("NoSession", Shell.Fail("$user | Set-AuthentikUser -Name x", new { user }));
        }
        finally
        {
            Fixture.Connect();
        }
    }

    [Fact]
    public void Keeps_unknown_fields_and_values_of_another_type()
    {
        Server.Answer(Lists.Page("/api/v3/core/users/", new
        {
            pk = 1, username = "odd", is_active = "perhaps", brand_new = new { a = 1 }, type = "of tomorrow",
            groups_obj = new[] { new { pk = "not a uuid", name = "g" } },
        }));
        var read = Shell.Invoke("""
            $user = Get-AuthentikUser
            $group = $user.GroupsObj[0]
            [pscustomobject]@{
                IsActive = $user.IsActive; IsActiveRaw = $user.IsActiveRaw; BrandNew = $user.BrandNew.a
                Type = $user.Type; Group = $group.Name; GroupPk = $group.PkRaw; Email = $user.Email
                HasSession = $user.PSObject.Properties.Name -contains 'Session'
            }
            """)[0].Properties.ToDictionary(property => property.Name, property => property.Value?.ToString());
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["IsActive"] = null, ["IsActiveRaw"] = "perhaps", ["BrandNew"] = "1", ["Type"] = "of tomorrow", ["Group"] = "g",
                ["GroupPk"] = "not a uuid", ["Email"] = null, ["HasSession"] = "False",
            },
            read);
    }
}
