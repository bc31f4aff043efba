namespace Authentik.Hosting.Tests.Binding;

/// <summary>Objects that an action creates from a hashtable, and what actions take from the pipeline.</summary>
public class NewPartTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private const string App = "New-AuthentikApplicationWithProvider @{ Name = 'Part'; Slug = 'part' }";
    private const string Post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    [Theory]
    [InlineData(
        "oauth2 -Provider @{ AutorizationFlow = 'x' }",
        "-Provider: An OAuth2 provider has no field 'AutorizationFlow'*Did you mean 'AuthorizationFlow'?*")]
    [InlineData("oauth2 -Provider @{ authorization_flo = 'x' }", "*Did you mean 'AuthorizationFlow'?*")]
    [InlineData("oauth2 -Provider @{ Colour = 'x' }", "*has no field 'Colour' that can be specified. The keys are the parameters of New-*")]
    [InlineData(
        "oauth2 -Provider @{ IncludeClaimsInIdToken = 'perhaps' }",
        "-Provider: 'perhaps' isn't valid for IncludeClaimsInIdToken. Specify*")]
    [InlineData("oauth2 -Provider @{ redirect_uris = 'x'; RedirectUri = 'y' }", "*another name of RedirectUri*")]
    [InlineData("saml2 -Provider @{}", "'saml2' isn't valid for -ProviderType. Use one of: OAuth2Provider, SamlProvider,*")]
    [InlineData(
        "scim -Provider @{ Url = 'https://a.example' }",
        "*requires Name for a new SCIM provider. Specify each as a key of -Provider.")]
    [InlineData(
        "ldap -Provider @{ Name = 'part' } -PolicyBinding @{ Order = 0; Target = 'x' }",
        "-PolicyBinding: 'Target' can't be specified*")]
    [InlineData(
        "scim -Provider @{ Name = 'part'; Url = 'https://a.example' } -PolicyBinding @{ Group = 'x' }",
        "*requires *Order* for a new policy binding*")]
    [InlineData("ldap -Provider 1", "*Provider can't be converted from Int*")]
    public void Refuses_a_part_as_its_New_command_would_before_anything_is_sent(string arguments, string message)
    {
        Expect.Message(message, Shell.Fail($"{App} -ProviderType {arguments}"));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void Files_are_removed_by_name_by_row_and_as_objects()
    {
        Server.Answer(new
        {
            path = "/api/v3/admin/file/", method = "GET", status = 200, json = new[] { new { name = "a.png", mime_type = "image/png" } },
        });
        Server.Clear();
        Shell.Invoke("Get-AuthentikFile | Remove-AuthentikFile -Force");
        Shell.Invoke("[pscustomobject] @{ Name = 'b.png' }, 'c.png' | Remove-AuthentikFile -Force");
        Shell.Invoke("Remove-AuthentikFile d.png, e.png -Force");
        Assert.Equal(
            ["?name=a.png", "?name=b.png", "?name=c.png", "?name=d.png", "?name=e.png"], Server.Writes.Select(request => request.Query));
    }

    [Theory]
    [InlineData("Get-AuthentikGroup 'authentik Admins'", "*A group was specified*the Name of StoredFile objects is expected*")]
    [InlineData("Get-AuthentikUser jdoe | Select-Object *", "*A User was specified*the Name of StoredFile objects is expected*")]
    [InlineData("'  '", "*The Name is empty*")]
    public void What_is_no_file_removes_none(string input, string message)
    {
        Expect.Message(message, Shell.Fail($"{input} | Remove-AuthentikFile -Force"));
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void Completes_the_types_by_their_nouns()
    {
        Assert.Equal(["SamlProvider"], Shell.Complete("New-AuthentikApplicationWithProvider -ProviderType sam"));
    }

    [Theory]
    [InlineData("Get-AuthentikUser jdoe", "User")]
    [InlineData("Get-AuthentikGroup 'authentik Admins'", "Group")]
    public void Takes_users_and_groups_from_the_pipeline_of_one_command(string get, string model)
    {
        Shell.Invoke("New-AuthentikScimProvider -Name part -Url https://a.example -Token t");
        try
        {
            Server.Clear();
            Shell.Try($"{get} | Sync-AuthentikProviderObject part");
            Assert.Contains($"\"sync_object_model\":\"authentik.core.models.{model}\"", Server.LastBody, StringComparison.Ordinal);
        }
        finally
        {
            Shell.Invoke("Remove-AuthentikScimProvider part -Force");
        }
    }

    [Fact]
    public void Refuses_what_only_other_kinds_have()
    {
        Shell.Invoke(
            "New-AuthentikSamlSource -Name part -Slug part -Issuer part -SsoUrl https://a.example "
            + "-PreAuthenticationFlow default-source-pre-authentication");
        try
        {
            Expect.Message(
                "-ForceBinding isn't valid for the SAML source*It is for a SAML provider or a WS-Federation provider*",
                Shell.Fail($"Get-AuthentikSamlSource part | Export-AuthentikSamlMetadata -ForceBinding {Post}"));
        }
        finally
        {
            Shell.Invoke("Remove-AuthentikSamlSource part -Force");
        }
    }
}
