namespace Authentik.Hosting.Tests.Binding;

/// <summary>Several requests at once.</summary>
public class ThrottleTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(1500);

    [Fact]
    public void Keeps_the_order_and_tells_each_failure_apart()
    {
        var rows = Shell.Invoke(
            """1..30 | ForEach-Object { [pscustomobject]@{ username = $_ -eq 7 ? 'jdoe' : "many-$_"; name = "M$_" } }""");
        var created = Shell.Try("$rows | New-AuthentikUser -ThrottleLimit 8 -Verbose 4> $null", new { rows });
        Assert.Equal(Enumerable.Range(1, 30).Where(number => number != 7).Select(number => $"M{number}"), Values(created, "Name"));
        var row = Assert.IsType<System.Management.Automation.PSObject>(Assert.Single(created.Errors).TargetObject);
        Assert.Equal("jdoe", row.Properties["username"].Value);
        var changed = Shell.Try("$users | Set-AuthentikUser -Path users/many -ThrottleLimit 8 -PassThru", new { users = created.Output });
        Assert.Equal(Values(created, "Username"), Values(changed, "Username"));
        Shell.Invoke("$users | Remove-AuthentikUser -Force -ThrottleLimit 8", new { users = created.Output });
        Assert.Empty(Shell.Invoke("Get-AuthentikUser -Search many-"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Overlaps_requests_only_when_told_to(int limit)
    {
        foreach (var pk in new[] { 1, 2 })
        {
            var json = new { pk, username = $"x{pk}" };
            Server.Answer(new { path = "/api/v3/core/users/", method = "POST", delayMs = Delay.TotalMilliseconds, status = 201, json });
        }

        var option = limit == 1 ? string.Empty : $"-ThrottleLimit {limit}";
        Shell.Invoke(
            $$"""1..2 | ForEach-Object { @{ username = "x$_"; name = 'x' } } | New-AuthentikUser {{option}} -WarningAction Ignore""");
        var times = Server.Writes.Select(request => request.Time).ToList();
        Assert.Equal(2, times.Count);
        Assert.Equal(limit == 2, times[1] - times[0] < Delay - TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Loses_nothing_that_is_added_to_one_object()
    {
        Shell.Invoke("1..20 | Set-AuthentikUser jdoe -AddAttribute { @{ \"many$_\" = $_ } } -ThrottleLimit 8");
        var keys = Shell.Text("(Get-AuthentikUser jdoe).Attributes.Keys -like 'many*'");
        Shell.Invoke("Set-AuthentikUser jdoe -RemoveAttribute (1..20 -replace '^', 'many')");
        Assert.Equal(20, keys.Count);
    }

    private static IEnumerable<object?> Values(ScriptResult result, string name) =>
        result.Output.Select(item => item.Properties[name].Value);
}
