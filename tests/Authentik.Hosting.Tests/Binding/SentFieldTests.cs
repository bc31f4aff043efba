using System.Text.Json.Nodes;
using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>What reaches the wire for what was typed.</summary>
public class SentFieldTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Fact]
    public void Sends_what_was_typed_and_nothing_else()
    {
        Shell.Invoke("Set-AuthentikUser jdoe -Email new@example.com");
        Assert.Equal("""{"email":"new@example.com"}""", Server.LastBody);
    }

    [Fact]
    public void Sends_false_empty_lists_empty_strings_and_null_as_themselves()
    {
        Shell.Invoke("Set-AuthentikUser jdoe -IsActive $false -Group @() -Email '' -LastLogin $null");
        Assert.Equal("""{"is_active":false,"groups":[],"email":"","last_login":null}""", Server.LastBody);
    }

    [Theory]
    [InlineData("Email")]
    [InlineData("IsActive")]
    [InlineData("Group")]
    public void Refuses_null_before_sending_where_the_api_has_none(string parameter)
    {
        Expect.Error("InvalidValue", Shell.Fail($"Set-AuthentikUser jdoe -{parameter} $null"));
        Assert.Empty(Server.Bodies);
    }

    // The server looks at an outpost's kind only when the kind is sent again.
    [Fact]
    public void Keeps_an_outpost_to_its_kind()
    {
        Shell.Invoke($$"""
            $null = New-AuthentikLdapProvider -Name kind-ldap {{Flows}}
            $null = New-AuthentikOAuth2Provider -Name kind-oauth2 {{Flows}} -RedirectUri @()
            $null = New-AuthentikOutpost -Name kind-outpost -Type ldap -Provider kind-ldap -Config @{}
            """);
        try
        {
            Expect.Message(
                "*ldap can't be used with OAuth2Provider*", Shell.Fail("Set-AuthentikOutpost kind-outpost -Provider kind-oauth2"));
            Assert.Equal(["kind-ldap"], Shell.Text("(Get-AuthentikOutpost kind-outpost).ProvidersObj.Name"));
        }
        finally
        {
            Shell.Invoke("""
                Remove-AuthentikOutpost kind-outpost -Force
                Remove-AuthentikLdapProvider kind-ldap -Force
                Remove-AuthentikOAuth2Provider kind-oauth2 -Force
                """);
        }
    }

    [Fact]
    public void Keeps_the_letters_of_other_languages()
    {
        Shell.Invoke("Set-AuthentikUser jdoe -Name 'Łukasz Ünal 名前 😀'");
        Assert.Equal("Łukasz Ünal 名前 😀", JsonNode.Parse(Server.LastBody)!["name"]!.ToString());
    }

    [Theory]
    [InlineData("@{ a = 1 }", """{"a":1}""")]
    [InlineData("([pscustomobject]@{ a = 1 })", """{"a":1}""")]
    [InlineData("""'{"a":1}'""", """{"a":1}""")]
    [InlineData("([ordered]@{ a = 1 })", """{"a":1}""")]
    [InlineData("@{}", "{}")]
    public void Takes_hashtables_objects_and_json_for_free_form_json(string value, string sent)
    {
        Shell.Invoke($"Set-AuthentikUser jdoe -Attributes {value}");
        Assert.Equal($$"""{"attributes":{{sent}}}""", Server.LastBody);
    }

    [Theory]
    [InlineData("@{ n = [bigint]::Parse('123456789012345678901') }", "InvalidValue")]
    [InlineData("@{ n = 1e30 }", "InvalidValue")]
    [InlineData("""@{ n = "a$([char]0)b" }""", "InvalidValue")]
    [InlineData("'not json'", "ParameterArgumentTransformationError")]
    public void Refuses_json_that_would_break_the_server(string value, string id)
    {
        Expect.Error(id, Shell.Fail($"Set-AuthentikUser jdoe -Attributes {value}"));
        Assert.Empty(Server.Bodies);
    }
}
