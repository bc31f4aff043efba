using System.Text.Json.Nodes;
using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Rows that were objects once: from CSV, JSON and XML files.</summary>
public class FormerObjectTests(FormerObjectTests.ShellWithProvider fixture)
    : ConnectedTests<FormerObjectTests.ShellWithProvider>(fixture), IClassFixture<FormerObjectTests.ShellWithProvider>
{
    private const string AsJson = "ConvertTo-Json -Depth 5 | ConvertFrom-Json";
    private const string AsCsv = "ConvertTo-Csv | ConvertFrom-Csv";

    [Theory]
    [InlineData("Name, ClientSecret", AsCsv, "*No change was specified*")]
    [InlineData("Name, @{ n = 'RedirectUris'; e = { 'System.Object[]' } }", AsCsv, "*RedirectUris*contains the type name*")]
    [InlineData("Name, ClientSecret", AsJson, "*No change was specified*")]
    public void Refuses_cells_in_which_a_file_has_the_name_of_a_type(string columns, string way, string message)
    {
        var script = $"Get-AuthentikOAuth2Provider once-p | Select-Object {columns} | {way} | Set-AuthentikOAuth2Provider";
        Expect.Message(message, Shell.Fail(script));
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Takes_no_object_for_a_string()
    {
        Expect.Error(
            "ParameterArgumentTransformationError", Shell.Fail("New-AuthentikUser -Username x -Name ([pscustomobject]@{ a = 1 })"));
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Takes_what_was_serialized_for_the_object_it_was_and_writes_no_secret_into_a_file()
    {
        using var file = new TemporaryFile();
        Shell.Invoke("Get-AuthentikOAuth2Provider once-p | Export-Clixml $path", new { path = file.Path });
        Assert.DoesNotContain("ClientSecret", file.Read(), StringComparison.OrdinalIgnoreCase);
        Shell.Invoke("Import-Clixml $path | Set-AuthentikOAuth2Provider -AccessTokenValidity 'hours=3'", new { path = file.Path });
        Assert.Equal("""{"access_token_validity":"hours=3"}""", Server.LastBody);
    }

    [Fact]
    public void Creates_a_copy_of_what_was_serialized()
    {
        using var file = new TemporaryFile();
        var copy = Shell.Text(
            """
            New-AuthentikGroup -Name pattern-g -Attributes @{ team = @{ floor = 3 } } -User jdoe | Export-Clixml $path
            $copy = Import-Clixml $path | New-AuthentikGroup -Name pattern-h
            $copy.Attributes.team.floor, ($copy.Users -join ','), (Get-AuthentikUser jdoe).Pk
            Remove-AuthentikGroup pattern-g, pattern-h -Force
            """,
            new { path = file.Path });
        Assert.Equal(3, copy.Count);
        Assert.Equal("3", copy[0]);
        Assert.Equal(copy[2], copy[1]);
    }

    [Fact]
    public void Creates_a_copy_of_what_was_serialized_with_its_date()
    {
        using var file = new TemporaryFile();
        var date = Shell.Value<DateTimeOffset>(
            """
            $token = New-AuthentikToken dated-a -User jdoe -Intent api
            $token | Export-Clixml $path
            $null = Import-Clixml $path | New-AuthentikToken -Identifier dated-b
            $token.Expires
            """,
            new { path = file.Path });
        Assert.Equal(date, JsonNode.Parse(Server.LastBody)!["expires"]!.GetValue<DateTimeOffset>());
        Shell.Invoke("'dated-a', 'dated-b' | Remove-AuthentikToken -Force");
    }

    [Fact]
    public void Refuses_what_a_job_made_of_a_date_deep_in_an_object()
    {
        var row = Shell.Invoke("[pscustomobject]@{ username = 'jdoe'; last_login = [datetimeoffset]::Now.ToString('g') }")[0];
        Expect.Message("*isn't valid for LastLogin*The row wasn't sent*", Shell.Fail("$row | Set-AuthentikUser", new { row }));
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Does_nothing_with_a_row_whose_id_and_name_are_those_of_two_objects()
    {
        using var file = new TemporaryFile();
        var keys = Shell.Text(
            "$user = Get-AuthentikUser jdoe; $user | Export-Clixml $path; $user.Pk, (Get-AuthentikUser akadmin).Pk",
            new { path = file.Path });
        file.Write(file.Read().Replace($">{keys[0]}<", $">{keys[1]}<", StringComparison.Ordinal));
        var foreign = Shell.Invoke("Import-Clixml $path", new { path = file.Path })[0];
        var row = Shell.Invoke("[pscustomobject]@{ Pk = [int] $pk; Username = 'jdoe' }", new { pk = keys[1] })[0];
        string[] ways =
        [
            "$foreign | Remove-AuthentikUser -Force", "$foreign | Remove-AuthentikUser -WhatIf",
            "$foreign | Set-AuthentikUser -IsActive $false", "$foreign | Get-AuthentikUser",
            "$row | Remove-AuthentikUser -Force", "$row | Get-AuthentikUser",
            "Set-AuthentikUser -Identity $row -IsActive $false", "New-AuthentikToken -Identifier x -User $row",
        ];
        Server.Clear();
        Assert.All(ways, way => Expect.Error(
            "Contradiction", "*is 'akadmin', but the row says 'jdoe'*", Shell.Fail(way, new { foreign, row })));
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void Never_sends_a_secret_that_was_selected_with_the_rest()
    {
        Shell.Invoke("Get-AuthentikOAuth2Provider once-p | Select-Object Name, ClientSecret, SubMode | Set-AuthentikOAuth2Provider");
        Assert.Equal("""{"sub_mode":"hashed_user_id"}""", Server.LastBody);
    }

    public sealed class ShellWithProvider : ConnectedShell
    {
        public ShellWithProvider(SharedServer shared)
            : base(shared) =>
            Shell.Invoke($"New-AuthentikOAuth2Provider -Name once-p {Flows} -RedirectUri https://a.example/cb -ClientSecret once-secret");

        protected override void CleanUp() => Shell.Invoke("Remove-AuthentikOAuth2Provider once-p -Force");
    }
}
