using System.Collections.Specialized;
using System.Text.Json.Nodes;
using Authentik.Hosting.Tests.Commands;
using Authentik.Hosting.Tests.ScriptBlocks;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>New takes names from the pipeline, and objects of other kinds that the new object refers to.</summary>
public sealed class PipedToNewTests(CommandCatalog catalog, NamedServer fixture)
    : ConnectedTests<NamedServer>(fixture), IClassFixture<NamedServer>, IDisposable
{
    // The kinds of all fields with one value, of a family every member.
    private const string ListKinds = """
        $book = [Authentik.Resources]::Book
        $book[$noun].Fields | Where-Object { -not $_.IsList -and $_.Parameter -and $_.SentBy.HasFlag([Authentik.Book.Operations]::New) } |
            ForEach-Object ReferencedNouns | Sort-Object -Unique | ForEach-Object {
                $family = $_
                $members = $book.Resources | Where-Object Family -EQ $family
                ($members ? $members.Noun : $family) | Where-Object { $_ -ne $noun }
            } | Sort-Object -Unique
        """;

    private const string ListFields = """
        $book = [Authentik.Resources]::Book
        $version = (Get-AuthentikSession).ServerVersion
        $fields = $book[$noun].Fields |
            Where-Object { -not $_.IsList -and $_.Parameter -and $_.SentBy.HasFlag([Authentik.Book.Operations]::New) } |
            Where-Object { -not $version -or $_.Writable.Contains($version) }
        $own = $fields | Where-Object { $kind -in $_.ReferencedNouns }
        ($own ? $own : ($fields | Where-Object { $book[$kind].Family -in $_.ReferencedNouns })) |
            ForEach-Object { "$($_.Parameter) $($_.Name)" }
        """;

    // These look for the kind of the source, which this server doesn't say.
    private static readonly string[] NotSent = ["New-AuthentikUserConnection", "New-AuthentikGroupConnection"];

    private readonly TemporaryFile file = new();

    // Not the actions with this verb.
    private IEnumerable<ModuleCommand> Creating => catalog.WithVerb("New")
        .Where(command => command.Parameters.TryGetValue("InputObject", out var input) && input.ParameterSets.ContainsKey("Input"))
        .Where(command => !NotSent.Contains(command.Name));

    public void Dispose() => file.Dispose();

    [Fact]
    public void Every_object_fills_the_one_field_that_refers_to_its_kind()
    {
        Shell.Invoke(ExampleObjects.Define);
        var (filled, refused) = (0, 0);
        var wrong = new List<string>();
        foreach (var command in Creating)
        {
            var noun = command.Info.Noun["Authentik".Length..];
            foreach (var kind in Shell.Text(ListKinds, new { noun }))
            {
                var fields = Shell.Text(ListFields, new { noun, kind }).Select(line => line.Split(' ')).ToList();
                var (body, errors) = Send(command, kind, [.. fields.Select(field => field[0])]);
                if (fields is [var only])
                {
                    filled++;
                    wrong.AddRange(body?[only[1]] is null ? [$"{kind} | {command.Name}: {errors}"] : Array.Empty<string>());
                }
                else
                {
                    refused++;
                    var isTold = body is null && errors.Length > 0
                        && fields.TrueForAll(field => errors.Contains($"-{field[0]}", StringComparison.Ordinal));
                    wrong.AddRange(isTold ? [] : [$"{kind} | {command.Name}: {errors}"]);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(filled > 150 && refused > 20, $"There are {filled} pairs with one field, and {refused} with several.");
    }

    [Fact]
    public void Every_command_takes_names()
    {
        var tried = 0;
        foreach (var command in Creating)
        {
            var first = command.OwnParameters.FirstOrDefault(one => one.ParameterSets.Values.Any(set => set.Position == 0))?.Name;
            if (first is not null)
            {
                Server.Clear();
                var fixedValues = MakeValues(command, [first]);
                var errors = Shell.Try("'zz-one', 'zz-two' | & $name @values", new { name = command.Name, values = fixedValues }).Errors;
                var bodies = Server.Writes.Select(request => request.Body!).ToList();
                Assert.True(bodies.Count == 2, $"{command.Name}: {string.Join(' ', errors)}");
                Assert.Contains("\"zz-one\"", bodies[0], StringComparison.Ordinal);
                Assert.Contains("\"zz-two\"", bodies[1], StringComparison.Ordinal);
                tried++;
            }
        }

        Assert.True(tried > 80, $"There are only {tried} commands.");
    }

    [Theory]
    [InlineData("'' | New-AuthentikGroup", "*is empty. Pipe the Name of the new group*")]
    [InlineData("'a' | New-AuthentikGroup -Name b", "*A string can't be used to create a group here*")]
    [InlineData("Get-AuthentikFlow flow-0 | New-AuthentikGroup staff", "*A flow can't be used to create a group here*")]
    [InlineData("Get-AuthentikBrand brand-0 | New-AuthentikPolicyBinding", "*A brand can't be used*: policy, group, user, application,*")]
    [InlineData("Get-AuthentikGroup group-0 | New-AuthentikPolicyBinding -Group group-1", "*-Group are for the same field*")]
    public void What_fits_nothing_is_an_error_before_anything_is_sent(string script, string message)
    {
        Server.Clear();
        Expect.Like(message, Assert.Single(Shell.Try(script).Errors).Exception.Message);
        Assert.Empty(Server.Writes);
    }

    [Theory]
    [InlineData("-Target 5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f01 -Group { $_ }", false)]
    [InlineData("-Target 5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f01 -Order { 7 }", true)]
    public void A_script_block_decides_what_becomes_of_the_object(string arguments, bool isFilled)
    {
        Server.Clear();
        Shell.Invoke($"Get-AuthentikGroup group-0 | New-AuthentikPolicyBinding {arguments}");
        Shell.Invoke("Get-AuthentikGroup group-0 | New-AuthentikGroup { \"$($_.Name)-copy\" }");
        var body = JsonNode.Parse(Server.Writes[0].Body!)!;
        Assert.Equal("5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f00", (string?)body["group"]);
        Assert.Equal(isFilled, body["order"]!.ToJsonString() == "7");
    }

    private (JsonNode? Body, string Errors) Send(ModuleCommand command, string kind, string[] fields)
    {
        var values = MakeValues(command, fields);
        var made = Shell.Invoke("New-Example ([Authentik.Resources]::Book[$kind])", new { kind })[0];
        Server.Clear();
        var errors = Shell.Try("$made | & $name @values -WarningAction Ignore", new { made, name = command.Name, values }).Errors;
        var sent = Server.Writes.Select(request => request.Body).SingleOrDefault();
        return (sent is null ? null : JsonNode.Parse(sent), string.Join(' ', errors.Select(error => error.Exception.Message)));
    }

    // All values but those of some parameters, and of what excludes them.
    private OrderedDictionary MakeValues(ModuleCommand command, string[] omitted)
    {
        var all = ValueParameter.List(command).ToList();
        var choices = all.Where(one => omitted.Contains(one.Name)).Select(one => one.Choice).ToHashSet();
        var values = new OrderedDictionary();
        foreach (var parameter in all.Where(one => !choices.Contains(one.Choice)).DistinctBy(one => one.Choice))
        {
            values[parameter.Name] = parameter.MakeValue(0, file.Path);
        }

        return values;
    }
}
