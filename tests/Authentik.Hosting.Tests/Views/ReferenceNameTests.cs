using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Authentik.Hosting.Tests.Views;

/// <summary>What refers to an object is shown by the object's name, which is looked up once for each object.</summary>
public partial class ReferenceNameTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    private const int RowCount = 6;

    // Each field that Get looks up names for, in the server's version: resource, field, property, and the resource it refers to.
    private const string ListNamed = """
        $book = [Authentik.Resources]::Book
        $version = (Get-AuthentikSession).ServerVersion
        foreach ($resource in $book.Resources | Where-Object { $_.Versions.Contains($version) }) {
            foreach ($field in $resource.Fields | Where-Object IsNamedByGet) {
                $target = $field.ReferencedNouns | Where-Object { $book[$_].Versions.Contains($version) } | Select-Object -First 1
                "$($resource.Noun) $($field.Name) $($field.Property)Name $target"
            }
        }
        """;

    [Fact]
    public void No_table_shows_the_id_of_another_object_where_its_name_can_be_known()
    {
        var columns = XDocument.Load(Path.Combine(Repository.Module, "formats", "Authentik.format.ps1xml")).Descendants("View")
            .SelectMany(view => view.Descendants("TableColumnItem"), (view, item) => (Type: view.Element("Name")!.Value, item.Value))
            .Select(column => $"{column.Type["Authentik.".Length..]} {Wrapper().Replace(column.Value, "$1")}")
            .ToList();
        Assert.True(columns.Count > 700, $"There are only {columns.Count} columns.");
        var wrong = Shell.Text(
            """
            $book = [Authentik.Resources]::Book
            foreach ($column in $columns) {
                $noun, $shown = $column -split ' ', 2
                $resource = $null
                if (-not $book.TryFind($noun, [ref]$resource)) { continue }
                if (-not $resource.Operations.HasFlag([Authentik.Book.Operations]::Get)) { continue }
                $property = $shown -replace '^\$_\.'
                $field = $resource.Fields | Where-Object { $_.Property -eq $property -and -not $_.IsList -and $_.ReferencedNouns }
                if ($field) { "$noun shows the id in $shown" }
                if ($shown -match '^\$_\.(\w+) \?\? \$_\.(\w+)$') {
                    $class = $resource.New.Invoke().GetType()
                    if ($Matches[1] -ne "$($Matches[2])Name" -or -not $class.GetProperty($Matches[1])) { "$noun has no $($Matches[1])" }
                    'named'
                }
            }
            """,
            new { columns });
        Assert.True(wrong.Count(line => line == "named") > 12, "There are few columns with names.");
        Assert.DoesNotContain(wrong, line => line != "named");
    }

    [Fact]
    public void Every_name_is_looked_up_once_for_each_object_and_not_with_NoExpand()
    {
        var named = Shell.Text(ListNamed);
        Assert.True(named.Count > 10, $"There are only {named.Count} fields.");
        foreach (var words in named.Select(line => line.Split(' ')))
        {
            var (noun, field, property, target) = (words[0], words[1], words[2], words[3]);
            AnswerWithRows(noun, field, target);
            var script = $"Get-Authentik{noun} -WarningAction Ignore";
            var found = Shell.Text($"{script} | ForEach-Object {property}");
            Assert.True(found.Count == RowCount && found.Distinct().Count() == 2, $"{noun}.{property} is {string.Join(", ", found)}.");
            Assert.All(found, name => Assert.Contains("zz-", name, StringComparison.Ordinal));
            Assert.InRange(Server.Requests.Count, 2, 1 + 2);

            Server.Clear();
            var spared = Shell.Text($"{script} -NoExpand | ForEach-Object {{ [string]$_.{property} }}");
            Assert.All(spared, name => Assert.Equal(string.Empty, name));
            Assert.Single(Server.Requests);
        }

        Server.Reset();
    }

    [Fact]
    public void A_name_that_can_not_be_looked_up_is_no_error()
    {
        foreach (var words in Shell.Text(ListNamed).Select(line => line.Split(' ')))
        {
            AnswerWithRows(words[0], words[1], words[3], status: 403);
            var shown = Shell.Invoke($"Get-Authentik{words[0]} -Verbose -WarningAction Ignore 4>&1");
            var told = shown.Where(one => one.BaseObject is VerboseRecord).Select(one => one.ToString());
            Assert.Contains(told, line => line.Contains("so its id is shown", StringComparison.Ordinal));
            var objects = shown.Where(one => one.BaseObject is not VerboseRecord).ToList();
            Assert.Equal(RowCount, objects.Count);
            Assert.All(objects, one => Assert.Null(one.Properties[words[2]].Value));
        }

        Server.Reset();
    }

    // Six rows that refer to two objects, and the list of these.
    private void AnswerWithRows(string noun, string field, string target, int status = 200)
    {
        Server.Reset();
        var lists = Shell.Text(
            """
            $book = [Authentik.Resources]::Book
            $id = { param($resource, $number)
                $resource.IdType -eq 'Uuid' ? "0e110000-0000-4000-8000-0000000000$number" : $number }
            $rows = 1..6 | ForEach-Object {
                @{ "$($book[$noun].Id)" = & $id $book[$noun] (20 + $_); "$field" = & $id $book[$target] (10 + $_ % 2) }
            }
            $named = 10, 11 | ForEach-Object {
                @{ "$($book[$target].Id)" = & $id $book[$target] $_; "$(@($book[$target].Names)[0])" = "zz-$_" }
            }
            foreach ($list in $rows, $named) {
                @{ pagination = @{ next = 0; count = $list.Count }; results = $list } | ConvertTo-Json -Depth 5 -Compress
            }
            $book[$noun].Path, $book[$target].Path
            """,
            new { noun, field, target });
        Server.Answer(new { path = $"/api/v3{lists[2]}", times = int.MaxValue, status = 200, json = JsonNode.Parse(lists[0]) });
        Server.Answer(new { path = $"/api/v3{lists[3]}", times = int.MaxValue, status, json = JsonNode.Parse(lists[1]) });
        Server.Clear();
    }

    [GeneratedRegex(@"^,?\[Authentik\.Commands\.ShownValue\]::Show\((.*)\)$")]
    private static partial Regex Wrapper();
}
