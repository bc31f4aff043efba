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

    [Fact]
    public void The_search_of_the_server_narrows_a_list_and_loses_nothing()
    {
        var wrong = Shell.Text("""
            Connect-Authentik -Sandbox -Version 2026.2.2 -Name narrow | Out-Null
            $version = (Get-AuthentikSession narrow).ServerVersion
            foreach ($resource in [Authentik.Resources]::Book.Resources | Where-Object { $_.SearchFindsIn.Contains($version) }) {
                $finds = -not ($resource.Names | Where-Object { $_ -notin $resource.SearchFinds })
                if (-not $finds -or -not $resource.Names -or -not $resource.Versions.Contains($version)) { continue }
                $command = "Get-Authentik$($resource.Noun)"
                foreach ($one in & $command -Session narrow -First 5) {
                    $name = [string] $one.($resource.GetField(@($resource.Names)[0]).Property)
                    if ($name -notmatch '[a-z]{2}') { continue }
                    $found = & $command "$([WildcardPattern]::Escape($name.Substring(0, $name.Length - 1)))*" -Session narrow -Verbose 4>&1
                    $told, $rows = $found.Where({ $_ -is [Management.Automation.VerboseRecord] }, 'Split')
                    "$command $name$(if (-not ($told -like '*, so it searches for *')) { ' is not searched for' })"
                    if ($name -notin $rows.ForEach($resource.GetField(@($resource.Names)[0]).Property)) { "$command $name is lost" }
                }
            }
            Disconnect-Authentik narrow
            """);
        Fixture.Connect();
        Assert.True(wrong.Count > 40, $"Only {wrong.Count} names were tried.");
        Assert.DoesNotContain(wrong, line => line.EndsWith("is not searched for", StringComparison.Ordinal));
        Assert.DoesNotContain(wrong, line => line.EndsWith("is lost", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a*", "a")]
    [InlineData("*mia*o*anna", "anna")]
    [InlineData("an[nx]a b?c,ddd*", "ddd")]
    [InlineData("`*abc*", "abc")]
    [InlineData("?*ä*", null)]
    public void The_longest_part_that_has_to_occur_is_searched_for(string pattern, string? word)
    {
        Shell.Invoke("Connect-Authentik -Sandbox -Version 2026.2.2 -Name narrow | Out-Null");
        var told = Shell.Text("Get-AuthentikUser $pattern -Session narrow -Verbose 4>&1", new { pattern });
        Shell.Invoke("Disconnect-Authentik narrow");
        Fixture.Connect();
        var expected = word is null ? "so the whole list of user objects" : $"so it searches for '{word}',";
        Assert.Contains(told, line => line.Contains(expected, StringComparison.Ordinal));
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
