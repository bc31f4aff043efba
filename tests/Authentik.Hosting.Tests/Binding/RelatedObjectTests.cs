using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>An object of another kind in the pipeline of Get lists what belongs to it, and never everything.</summary>
public class RelatedObjectTests(ConnectedShell fixture, CommandCatalog catalog)
    : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    // Of a family, every member.
    private const string ListKinds = """
        $book = [Authentik.Resources]::Book
        $book[$noun].Filters.ReferencedNouns | Sort-Object -Unique | Where-Object { $_ -ne $noun } | ForEach-Object {
            $family = $_
            $members = $book.Resources | Where-Object Family -EQ $family
            ($members ? $members.Noun : $family) | Where-Object { $_ -ne $noun -and $book[$_].Family -ne $noun }
        } | Sort-Object -Unique
        """;

    private const string ListFilters = """
        $book = [Authentik.Resources]::Book
        $version = (Get-AuthentikSession).ServerVersion
        $nouns = $kind, $book[$kind].Family
        if (-not $book[$noun].Versions.Contains($version)) { return }
        $known = $book[$noun].Filters | Where-Object { $_.Versions.Contains($version) }
        $fitting = $known | Where-Object { $_.ReferencedNouns | Where-Object { $_ -in $nouns } }
        ($fitting ? $fitting : $known.Where({ $_.About })) | ForEach-Object Name
        """;

    private IEnumerable<ModuleCommand> Listing =>
        catalog.WithVerb("Get").Where(command => command.Parameters.ContainsKey("InputObject"));

    [Fact]
    public void Every_object_that_a_filter_refers_to_fills_it()
    {
        Shell.Invoke(ExampleObjects.Define);
        var tried = 0;
        var wrong = new List<string>();
        foreach (var command in Listing)
        {
            var noun = command.Info.Noun["Authentik".Length..];
            foreach (var kind in Shell.Text(ListKinds, new { noun }))
            {
                Server.Clear();
                var script = "New-Example ([Authentik.Resources]::Book[$kind]) | & $name -WarningAction Ignore";
                var result = Shell.Try(script, new { kind, name = command.Name });
                if (!IsNarrow(Shell.Text(ListFilters, new { noun, kind })))
                {
                    var requests = string.Join(", ", Server.Requests.Select(request => request.Path + request.Query));
                    wrong.Add($"{kind} | {command.Name}: {requests} {string.Join(" ", result.Errors)}");
                }

                tried++;
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(tried > 250, $"There are only {tried} pairs.");
    }

    // Where the server's version has no filter for the object, nothing is sent. Looking up the kind of a source isn't listing.
    private bool IsNarrow(IReadOnlyList<string> filters) => Server.Requests switch
    {
        [] => filters.Count == 0,
        [{ Path: "/api/v3/sources/all/zz-one/" }, ..] => true,
        [var only] => filters.Any(filter => only.Query.Contains($"{filter}=", StringComparison.Ordinal)),
        _ => false,
    };
}
