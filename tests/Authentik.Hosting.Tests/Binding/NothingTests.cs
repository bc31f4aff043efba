using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Nothing is never taken for everything.</summary>
public class NothingTests(ConnectedShell fixture, CommandCatalog catalog)
    : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private string[] Names =>
    [
        .. catalog.WithIdentity
            .Where(command => command is { Info.Verb: "Get", NeedsMore: false })
            .Select(command => command.Name),
    ];

    [Fact]
    public void No_command_lists_everything_for_an_identity_of_nothing()
    {
        var taken = Shell.Text(
            """
            $values = [ordered]@{ '$null' = $null; "''" = ''; "' '" = ' '; '@()' = @(); '@($null)' = @($null); 'a type' = [guid] }
            foreach ($name in $names) {
                foreach ($value in $values.Keys) {
                    try { $null = & $name $values[$value] -ErrorAction Stop; "$name $value" } catch { }
                    try { $null = & $name -Identity $values[$value] -ErrorAction Stop; "$name -Identity $value" } catch { }
                }
                $null = $null, '' | & $name -ErrorAction SilentlyContinue
                $null = @() | & $name
                try { $null = [datetime]::Now | & $name -ErrorAction Stop; "a date | $name" } catch { }
            }
            """,
            new { names = Names });
        Assert.Empty(taken);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void No_command_takes_a_filter_without_a_value()
    {
        var parameters = catalog.WithIdentity.ToDictionary(command => command.Name, command => Filters(command).ToArray());
        Assert.True(parameters.Values.Sum(filters => filters.Length) > 500, "There are few filters.");
        var taken = Shell.Text(
            """
            $values = [ordered]@{ '$null' = $null; "''" = ''; '@()' = @() }
            foreach ($name in $names) {
                foreach ($filter in $parameters[$name]) {
                    foreach ($value in $values.Keys) {
                        $arguments = @{ $filter = $values[$value] }
                        try { $null = & $name @arguments -ErrorAction Stop; "$name -$filter $value" } catch { }
                    }
                }
            }
            """,
            new { names = Names, parameters });
        Assert.Empty(taken);
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("$null | Remove-AuthentikUser -Force -ErrorAction SilentlyContinue")]
    [InlineData("@() | Remove-AuthentikUser -Force")]
    [InlineData("Get-AuthentikUser nobody-of-that-name -ErrorAction SilentlyContinue | Remove-AuthentikUser -Force")]
    public void Removes_nobody_when_nothing_is_piped(string script)
    {
        Shell.Try(script);
        Assert.DoesNotContain(Server.Requests, request => request.Method == "DELETE");
    }

    private static IEnumerable<string> Filters(ModuleCommand command) => command.Parameters.Values
        .Where(parameter => parameter.ParameterSets.ContainsKey("List") && parameter.Name is not ("First" or "Skip" or "IncludeTotalCount"))
        .Select(parameter => parameter.Name);
}
