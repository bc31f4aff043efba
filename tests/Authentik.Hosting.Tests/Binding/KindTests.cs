using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>The kind of the members of families: a property of each, and a filter of each list.</summary>
public class KindTests(ConnectedShell fixture, CommandCatalog catalog)
    : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    // A list of a family with an object of every member, and one of a kind that the book doesn't know.
    private const string MakeList = """
        $book = [Authentik.Resources]::Book
        $listed = $book[$noun]
        $id = { param($number) $listed.IdType -eq 'Uuid' ? "0e110000-0000-4000-8000-0000000000$($number.ToString('00'))" : "$number" }
        $rows = @($book.ListKinds($listed) | Where-Object { $_.Versions.Contains($version) -xor $isMissing } | ForEach-Object { $n = 10 } {
            @{ $listed.Id = & $id $n; meta_model_name = $_.ModelName; verbose_name = 'zz'; name = "zz-$n"; noun = $_.Noun; kind = $_.Kind }
            $n++
        })
        """;

    private IReadOnlyList<string> Families => Shell.Text("""
        $book = [Authentik.Resources]::Book
        $book.Resources | Where-Object { $_.KindsOf -and $_.Operations.HasFlag([Authentik.Book.Operations]::Get) } | ForEach-Object Noun
        """);

    [Fact]
    public void Every_member_has_a_kind_of_its_own_and_every_list_of_a_family_takes_it()
    {
        var wrong = Shell.Text("""
            $book = [Authentik.Resources]::Book
            foreach ($member in $book.Resources | Where-Object Family) {
                $kind = $member.New.Invoke().Kind
                if (-not $kind -or $kind -cne $member.Kind) { "$($member.Noun) has the kind '$kind'" }
                if (-not $member.Noun.StartsWith($kind)) { "$($member.Noun) isn't known by $kind" }
            }
            $book.Resources | Where-Object Family | Group-Object Family, Kind | Where-Object Count -GT 1 | ForEach-Object Name
            """);
        Assert.Empty(wrong);
        Assert.True(Families.Count > 8, $"There are only {Families.Count} families.");
        var taking = catalog.WithVerb("Get")
            .Where(command => command.Parameters.GetValueOrDefault("Kind")?.ParameterType == typeof(string[]))
            .Select(command => command.Name);
        Assert.Equal(Families.Select(noun => $"Get-Authentik{noun}").Order(), taking.Order());
    }

    [Fact]
    public void Every_list_of_a_family_is_narrowed_to_kinds_with_one_request()
    {
        var tried = 0;
        foreach (var noun in Families)
        {
            AnswerWithAllKinds(noun);
            var wrong = Shell.Text(
                "$version = (Get-AuthentikSession).ServerVersion; $isMissing = $false\n" + MakeList + """

                foreach ($row in $rows) {
                    foreach ($typed in $row.kind, $row.noun.ToLowerInvariant(), $row.meta_model_name) {
                        $found = @(& "Get-Authentik$noun" -Kind $typed)
                        $isRight = $found.Count -eq 1 -and $found[0].Name -eq $row.name -and $found[0].Kind -ceq $row.kind
                        if (-not $isRight) { "$noun $typed $found" }
                    }
                }
                $two = & "Get-Authentik$noun" -Kind $rows[0].kind, $rows[-1].kind
                $names = ($two.Name | Sort-Object) -join ' '
                if ($names -ne (@($rows[0].name, $rows[-1].name | Sort-Object -Unique) -join ' ')) { "$noun $two" }
                $last = & "Get-Authentik$noun" -Kind $rows.kind -Skip ($rows.Count - 1)
                if ($last.Name -ne $rows[-1].name) { "$noun -Skip $last" }
                $unknown = & "Get-Authentik$noun" | Where-Object Name -EQ 'zz-new'
                if ($unknown.Kind -ne 'New thing') { "$noun of another kind: $($unknown.Kind)" }
                '' + (3 * $rows.Count + 3)
                """,
                new { noun });
            Assert.Equal(wrong[^1], Server.Requests.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(wrong.Count == 1, string.Join('\n', wrong));
            tried += Server.Requests.Count;
        }

        Server.Reset();
        Assert.True(tried > 200, $"There are only {tried} requests.");
    }

    [Fact]
    public void Wrong_kinds_and_those_of_other_versions_are_errors_before_any_request()
    {
        var refused = 0;
        foreach (var noun in Families)
        {
            var error = Shell.Fail($"Get-Authentik{noun} -Kind zz-nothing");
            Expect.Error("InvalidValue", "'zz-nothing' isn't valid for -Kind. Use one of: *", error);
            var missing = Shell.Text(
                "$version = (Get-AuthentikSession).ServerVersion; $isMissing = $true\n" + MakeList + "\n$rows | ForEach-Object kind",
                new { noun });
            foreach (var kind in missing)
            {
                Expect.Error("VersionMismatch", Shell.Fail($"Get-Authentik{noun} -Kind {kind}"));
                refused++;
            }
        }

        Assert.True(refused > 0, "The server's version has all kinds.");
        Expect.Message("*Did you mean 'OAuth2'? Use one of: *Saml*", Shell.Fail("Get-AuthentikProvider -Kind oauth"));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void Tab_completes_the_kinds_of_the_server()
    {
        foreach (var noun in Families)
        {
            var kinds = Shell.Text(
                "$version = (Get-AuthentikSession).ServerVersion; $isMissing = $false\n" + MakeList + "\n$rows.kind | Sort-Object",
                new { noun });
            Assert.Equal(kinds, Shell.Complete($"Get-Authentik{noun} -Kind "));
        }

        Assert.Equal(["OAuth2"], Shell.Complete("Get-AuthentikProvider -Kind saml, o"));
    }

    [Fact]
    public void What_was_read_by_a_typed_command_or_lies_in_another_object_has_its_kind()
    {
        Assert.Equal(["OAuth"], Shell.Text("(Get-AuthentikOAuthSource github).Kind"));
        Assert.Equal(["OAuth"], Shell.Text("(Get-AuthentikSource github).Kind"));
        var nested = Shell.Text("Get-AuthentikFlowStageBinding | ForEach-Object { $_.StageObj.Kind }");
        Assert.Contains("Identification", nested);
        Assert.Contains("UserLogin", nested);
    }

    private void AnswerWithAllKinds(string noun)
    {
        Server.Reset();
        var list = Shell.Text(
            "$version = (Get-AuthentikSession).ServerVersion; $isMissing = $false\n" + MakeList + """

            $rows += @{ $listed.Id = & $id 99; meta_model_name = 'authentik_new.thing'; verbose_name = 'New thing'; name = 'zz-new' }
            @{ pagination = @{ next = 0; count = $rows.Count }; results = $rows } | ConvertTo-Json -Depth 5 -Compress
            '/api/v3' + $listed.Path
            """,
            new { noun });
        Server.Answer(new
        {
            path = list[1], times = int.MaxValue, status = 200, json = System.Text.Json.Nodes.JsonNode.Parse(list[0]),
        });
        Server.Clear();
    }
}
