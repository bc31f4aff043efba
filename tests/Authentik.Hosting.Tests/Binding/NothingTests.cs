namespace Authentik.Hosting.Tests.Binding;

/// <summary>Nothing is never taken for everything.</summary>
public class NothingTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Fact]
    public void No_command_lists_everything_for_an_identity_of_nothing() => Assert.All(ModuleCommands.GetWithIdentity(Shell), command =>
    {
        var taken = Shell.Text("""
            $values = [ordered]@{ '$null' = $null; "''" = ''; "' '" = ' '; '@()' = @(); '@($null)' = @($null); 'a type' = [guid] }
            foreach ($name in $values.Keys) {
                try { & $command $values[$name] -ErrorAction Stop; "$command $name" } catch { }
                try { & $command -Identity $values[$name] -ErrorAction Stop; "$command -Identity $name" } catch { }
            }
            $null, '' | & $command -ErrorAction SilentlyContinue
            @() | & $command
            try { [datetime]::Now | & $command -ErrorAction Stop; "a date | $command" } catch { }
            """, new { command });
        Assert.Empty(taken);
        Assert.Empty(Server.Requests);
    });

    [Fact]
    public void No_command_takes_a_filter_without_a_value() => Assert.All(ModuleCommands.GetWithIdentity(Shell), command =>
    {
        var taken = Shell.Text("""
            $filters = (Get-Command $command).Parameters.Values |
                Where-Object { $_.ParameterSets.ContainsKey('List') -and $_.Name -notin 'First', 'Skip', 'IncludeTotalCount' }
            $values = [ordered]@{ '$null' = $null; "''" = ''; '@()' = @() }
            foreach ($filter in $filters.Name) {
                foreach ($name in $values.Keys) {
                    $arguments = @{ $filter = $values[$name] }
                    try { & $command @arguments -ErrorAction Stop; "-$filter $name" } catch { }
                }
            }
            """, new { command });
        Assert.Empty(taken);
        Assert.Empty(Server.Requests);
    });

    [Theory]
    [InlineData("$null | Remove-AuthentikUser -Force -ErrorAction SilentlyContinue")]
    [InlineData("@() | Remove-AuthentikUser -Force")]
    [InlineData("Get-AuthentikUser nobody-of-that-name -ErrorAction SilentlyContinue | Remove-AuthentikUser -Force")]
    public void Removes_nobody_when_nothing_is_piped(string script)
    {
        Shell.Try(script);
        Assert.DoesNotContain(Server.Requests, request => request.Method == "DELETE");
    }
}
