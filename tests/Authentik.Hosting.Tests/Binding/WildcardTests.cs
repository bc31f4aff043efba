using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Wildcards in names and in filters of Get, and in nothing else.</summary>
public class WildcardTests(ConnectedShell fixture, CommandCatalog catalog)
    : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Fact]
    public void Every_Get_finds_nothing_by_a_pattern_that_nothing_matches()
    {
        var names = Named("Get");
        Assert.True(names.Length > 70, $"There are only {names.Length}.");
        var wrong = Shell.Text(
            """
            foreach ($name in $names) {
                try { if ($found = & $name 'zz-nothing*' -WarningAction Ignore -ErrorAction Stop) { "$name found $found" } }
                catch { if ($_.FullyQualifiedErrorId -notlike 'VersionMismatch*') { "$name $_" } }
            }
            """,
            new { names });
        Assert.Empty(wrong);
        Assert.NotEmpty(Server.Requests);
    }

    [Theory]
    [InlineData("Set")]
    [InlineData("Remove")]
    public void No_other_command_expands_wildcards(string verb)
    {
        var names = Named(verb);
        Assert.True(names.Length > 50, $"There are only {names.Length}.");
        var arguments = verb == "Remove" ? "-Force" : "-WhatIf";
        var taken = Shell.Text(
            $$"""
            foreach ($name in $names) {
                try { $null = & $name '*' {{arguments}} -WarningAction Ignore -ErrorAction Stop; $name } catch { }
            }
            """,
            new { names });
        Assert.True(verb == "Set" || taken.Count == 0, string.Join(", ", taken));
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void A_pattern_is_compared_here_and_only_if_nothing_has_it_as_its_name()
    {
        Assert.Equal(["default-authentication-flow"], Shell.Text("(Get-AuthentikFlow default-authenticat*-FLOW).Slug"));
        Assert.DoesNotContain(Server.Requests, request => request.Query.Contains("search=", StringComparison.Ordinal));
        Shell.Invoke("New-AuthentikGroup 'zz*'; New-AuthentikGroup zz-other");
        Assert.Equal(["zz*"], Shell.Text("(Get-AuthentikGroup 'zz*').Name"));
        Assert.Equal(["zz*", "zz-other"], Shell.Text("(Get-AuthentikGroup 'zz?*').Name").Order(StringComparer.Ordinal));
        Shell.Invoke("Get-AuthentikGroup 'zz-o*' | Remove-AuthentikGroup -Force; Remove-AuthentikGroup 'zz*' -Force");
    }

    [Fact]
    public void A_filter_takes_a_pattern_and_pages_of_it()
    {
        var all = Shell.Text("(Get-AuthentikFlow -Slug 'default-*').Slug");
        Assert.True(all.Count > 4, "There are few flows.");
        Assert.All(all, slug => Assert.StartsWith("default-", slug, StringComparison.Ordinal));
        Assert.Equal(all.Skip(1).Take(2), Shell.Text("(Get-AuthentikFlow -Slug 'default-*' -Skip 1 -First 2).Slug"));
        Assert.Equal(["default-authentication-flow"], Shell.Text("(Get-AuthentikFlow -Slug default-authentication-flow).Slug"));
        var lines = Shell.Text("Get-AuthentikFlow -Slug 'default-*' -Verbose 4>&1");
        Assert.Contains(lines, line => line.Contains("compared here", StringComparison.Ordinal));
    }

    [Fact]
    public void An_error_says_what_was_probably_meant()
    {
        Expect.Message("*Did you mean 'jdoe'?*", Shell.Fail("Get-AuthentikUser JDoe"));
        Expect.Message("*Did you mean 'jdoe'?*", Shell.Fail("Remove-AuthentikUser jdo -Force"));
        var error = Shell.Fail("Set-AuthentikUser jdoe@example.com -Path x");
        Expect.Message("*It is the email of 'jdoe'.*", error);
        Assert.Empty(Server.Writes);
        Assert.Equal(["jdoe"], Shell.Text("(Get-AuthentikUser jdoe@example.com).Username"));
    }

    [Fact]
    public void An_error_about_upper_and_lower_case_says_what_was_meant_where_the_display_name_is_the_user_name()
    {
        Shell.Invoke("New-AuthentikUser twice");
        Expect.Message("*Did you mean 'twice'?*", Shell.Fail("Get-AuthentikUser Twice"));
    }

    private string[] Named(string verb) =>
    [
        .. Shell.Text(
            """
            $book = [Authentik.Resources]::Book
            foreach ($name in $names) {
                $noun = $name -replace '^\w+-Authentik'
                if ($book.Resources.Noun -contains $noun -and $book[$noun].Names.Count) { $name }
            }
            """,
            new
            {
                names = catalog.WithIdentity.Where(command => command.Info.Verb == verb && !command.NeedsMore)
                    .Select(command => command.Name).ToArray(),
            }),
    ];
}
