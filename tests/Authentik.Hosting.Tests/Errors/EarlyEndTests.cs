namespace Authentik.Hosting.Tests.Errors;

/// <summary>A pipeline that ends while jobs are under way.</summary>
public class EarlyEndTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Fact]
    public void Jobs_that_were_under_way_are_told()
    {
        Shell.Invoke("'early-a', 'early-b' | New-AuthentikToken -Identifier { $_ } -User jdoe -Intent api");
        var first = Shell.Text(
            "'early-a', 'early-b' | Update-AuthentikTokenKey -Force -ThrottleLimit 2 | Select-Object -First 1 | ForEach-Object Identifier");
        Assert.Equal(["early-a"], first);
        Expect.Like("*Update-AuthentikTokenKey was stopped*The last 1 (early-b) may have been done, too*", Shell.HostText);
    }
}
