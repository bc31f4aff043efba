namespace Authentik.Hosting.Tests.Binding;

/// <summary>How lists are asked for: pages, limits, counts, filters.</summary>
public class ListTests(ListTests.ShellWithUsers fixture)
    : ConnectedTests<ListTests.ShellWithUsers>(fixture), IClassFixture<ListTests.ShellWithUsers>
{
    [Fact]
    public void Reads_one_page_for_the_first_three()
    {
        Assert.Equal(3, Shell.Invoke("Get-AuthentikUser | Select-Object -First 3").Count);
        Assert.Single(Server.Requests);
    }

    [Theory]
    [InlineData("-First 1", 1, 1)]
    [InlineData("-First 10", 10, 1)]
    [InlineData("-First 100", 100, 1)]
    [InlineData("-First 101", 101, 2)]
    [InlineData("-Skip 100 -First 50", 50, 1)]
    public void Requests_no_page_more_than_the_wanted_objects_take(string limit, int objects, int requests)
    {
        Assert.Equal(objects, Shell.Invoke($"Get-AuthentikUser {limit}").Count);
        Assert.Equal(requests, Server.Requests.Count);
    }

    [Fact]
    public void Streams_pages_each_once_and_always_says_how_large_they_shall_be()
    {
        Assert.Equal(250, Shell.Text("(Get-AuthentikUser -Search list-).Username").Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(3, Server.Requests.Count);
        Assert.All(Server.Requests, request => Assert.Contains("page_size=100", request.Query, StringComparison.Ordinal));
    }

    [Fact]
    public void Skips_beyond_the_end_and_still_counts()
    {
        Assert.Equal(250UL, Shell.Value<ulong>("Get-AuthentikUser -Search list- -Skip 99999 -IncludeTotalCount"));
        Assert.Empty(Shell.Invoke("Get-AuthentikUser -Skip ([uint64]::MaxValue)"));
        Assert.Empty(Shell.Invoke("Get-AuthentikUser -First 0"));
    }

    [Fact]
    public void Skips_and_counts()
    {
        Assert.Equal(10, Shell.Text("(Get-AuthentikUser -Search list- -OrderBy Username -Skip 240).Username").Count);
        Assert.Equal(250UL, Shell.Value<ulong>("(Get-AuthentikUser -Search list- -First 1 -IncludeTotalCount)[0]"));
    }

    [Fact]
    public void Stops_where_a_later_command_fails_or_breaks()
    {
        Shell.Invoke("""
            try { Get-AuthentikUser | ForEach-Object { throw 'enough' } } catch { }
            foreach ($once in 1) { Get-AuthentikUser | ForEach-Object { break } }
            """);
        Assert.InRange(Server.Requests.Count, 0, 2);
    }

    [Fact]
    public void Takes_what_has_the_text_somewhere_in_it_from_a_filter_that_looks_for_that()
    {
        var events = Lists.Page(
            "/api/v3/events/events/",
            new { pk = Guid.NewGuid(), action = "login", app = "x" },
            new { pk = Guid.NewGuid(), action = "login_failed", app = "x" });
        Server.Answer(events);
        Assert.Equal(["login", "login_failed"], Shell.Text("(Get-AuthentikEvent -ActionContains logi).Action"));
        Server.Answer(events);
        Expect.Message("*ignores the filter*", Shell.Fail("Get-AuthentikEvent -ActionContains failed"));
    }

    [Fact]
    public void Refuses_a_filter_that_the_server_ignores()
    {
        Server.Answer(Lists.Page("/api/v3/core/users/", new { pk = 1, username = "somebody" }));
        Expect.Message("*ignores the filter*", Shell.Fail("Get-AuthentikUser -Username jdoe"));
    }

    public sealed class ShellWithUsers : ConnectedShell
    {
        public ShellWithUsers(SharedServer shared)
            : base(shared) =>
            Shell.Invoke("""1..250 | ForEach-Object { @{ username = "list-$_"; name = "L$_" } } | New-AuthentikUser | Out-Null""");

        protected override void CleanUp() => Shell.Invoke("@(Get-AuthentikUser -Search list-) | Remove-AuthentikUser -Force");
    }
}
