using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Actions that create something take its names from the pipeline, as New does, and a result identifies what it's about.</summary>
public class PipedNameTests(ConnectedShell fixture, CommandCatalog catalog)
    : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    // The first value is a choice and no name.
    private static readonly string[] Others = ["New-AuthentikLifecycleIteration"];

    [Fact]
    public void Every_New_that_must_have_a_text_and_no_object_takes_it_from_the_pipeline() => Assert.All(
        catalog.WithVerb("New").Where(command => !command.Parameters.ContainsKey("Identity") && !Others.Contains(command.Name)),
        command =>
        {
            var texts = command.OwnParameters
                .Where(one => one.ParameterType == typeof(string) || one.ParameterType == typeof(string[]))
                .Where(one => one.ParameterSets.Values.Any(set => set is { IsMandatory: true, Position: 0 }))
                .ToList();
            Assert.All(texts, text => Assert.True(
                text.ParameterSets.Values.Any(set => set.ValueFromPipeline) || command.Parameters.ContainsKey("InputObject"), text.Name));
            Assert.All(
                texts.Where(_ => !command.Parameters["InputObject"].ParameterSets.ContainsKey("Input")),
                text => Assert.Contains(text.ParameterSets.Values, set => set.ValueFromPipeline));
        });

    [Fact]
    public void Names_create_one_account_each()
    {
        Assert.Equal(["svc-1", "svc-2"], Shell.Text("'svc-1', 'svc-2' | New-AuthentikServiceAccount | ForEach-Object Username"));
        Assert.Equal(2, Server.Writes.Count);
        Shell.Invoke("'svc-1', 'svc-2' | Remove-AuthentikUser -Force");
    }

    [Fact]
    public void A_new_account_identifies_its_user()
    {
        Assert.Equal(["svc-3", "Robot", "svc-3", "svc-3-api"], Shell.Text("""
            $account = New-AuthentikServiceAccount svc-3
            $null = New-AuthentikGroup robots
            $token = $account | New-AuthentikToken svc-3-api
            $account | Add-AuthentikGroupMember robots
            $account | Set-AuthentikUser -Name Robot
            ($token | Get-AuthentikToken).UserObj.Username
            (Get-AuthentikUser svc-3).Name
            (Get-AuthentikGroupMember robots).Username
            ($account | Get-AuthentikToken | Where-Object Intent -EQ api).Identifier
            Remove-AuthentikGroup robots -Force
            $account | Remove-AuthentikUser -Force
            """));
    }

    [Theory]
    [InlineData("Get-AuthentikUser jdoe", "*A user was specified, but a string is expected.*")]
    [InlineData("[pscustomobject] @{ Name = 'a'; Expires = '2027-01-01' }", "*several columns*-Name { $_.Name }.")]
    public void What_is_no_name_is_refused(string input, string message)
    {
        Expect.Message(message, Shell.Fail($"{input} | New-AuthentikServiceAccount"));
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void A_script_block_makes_names_of_rows() => Assert.Equal(["svc-4"], Shell.Text("""
        [pscustomobject] @{ Login = 'svc-4'; Until = '2099-01-01' } |
            New-AuthentikServiceAccount -Name { $_.Login } -Expires { $_.Until } | ForEach-Object Username
        Remove-AuthentikUser svc-4 -Force
        """));
}
