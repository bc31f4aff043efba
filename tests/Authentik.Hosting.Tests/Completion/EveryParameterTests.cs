using System.Collections;
using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Completion;

/// <summary>What Tab offers for each parameter of each command, with a server that has one object of each kind.</summary>
public class EveryParameterTests(CommandCatalog catalog, EveryParameterTests.ServerWithNames fixture)
    : ConnectedTests<EveryParameterTests.ServerWithNames>(fixture), IClassFixture<EveryParameterTests.ServerWithNames>
{
    private const string Name = "the-only-one";
    private const string Key = "the-key";

    [Fact]
    public void Offers_names_for_each_parameter_that_takes_objects_with_a_request_for_each_list()
    {
        var taking = Parameters.Where(one => TakesNames(one) && !IsRemoved(one)).ToList();
        Assert.True(taking.Count > 900, $"Only {taking.Count} parameters take objects.");
        Assert.Empty(taking.Where(one => !one.Complete(Shell).Contains(Name)).Select(one => one.ToString()));

        // What fits is a list of its own.
        var lists = taking.Sum(one => one.Targets.Count(resource => NamesOf(resource).Count > 0) * (HasFilters(one) ? 2 : 1));
        Assert.InRange(Server.Requests.Count, taking.Count, lists);
    }

    [Fact]
    public void Offers_nothing_again_that_the_list_has()
    {
        var lists = Parameters.Where(one => TakesNames(one) && one.TakesList).ToList();
        Assert.True(lists.Count > 500, $"Only {lists.Count} parameters take lists of objects.");
        Assert.Empty(lists
            .Where(one => one.Complete(Shell, bound: new Hashtable { [one.Name] = new object[] { Name, "t" } }, word: "t").Count > 0)
            .Select(one => one.ToString()));
    }

    [Theory]
    [InlineData("the*")]
    [InlineData("th?")]
    [InlineData("'the *'")]
    public void Stays_quiet_after_a_wildcard_without_a_request(string word)
    {
        var asking = Parameters.Where(one => one.Completer is "NameCompleter" or "StoredValueCompleter" or "StoredFileCompleter").ToList();
        Assert.Empty(asking.Where(one => one.Complete(Shell, word).Count > 0).Select(one => one.ToString()));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void Offers_what_is_stored_for_each_parameter_that_removes()
    {
        var removing = Parameters.Where(IsRemoved).ToList();
        Assert.True(removing.Count > 90, $"Only {removing.Count} parameters remove something.");
        var possible = removing.Where(one => Fixture.FindStored(one) is not null).ToList();
        Assert.True(possible.Count > removing.Count * 0.85, $"Only {possible.Count} of {removing.Count} can offer something.");
        Assert.Empty(possible.Where(one => !one.Complete(Shell).Contains(Fixture.FindStored(one))).Select(one => one.ToString()));
    }

    [Fact]
    public void Offers_files_of_the_server_for_each_parameter_that_names_one()
    {
        var naming = Parameters.Where(one => one.Completer == "StoredFileCompleter").ToList();
        Assert.True(naming.Count >= 8, $"Only {naming.Count} parameters name files.");
        Assert.Empty(naming.Where(one => !one.Complete(Shell).Contains("icons/wiki.png")).Select(one => one.ToString()));
    }

    [Theory]
    [InlineData("NameCompleter", 900)]
    [InlineData("ValueCompleter", 500)]
    [InlineData("FieldNameCompleter", 100)]
    public void Offers_something_for_each_parameter_with_a_completer(string completer, int atLeast)
    {
        var completed = Parameters.Where(one => one.Completer == completer).ToList();
        Assert.True(completed.Count >= atLeast, $"Only {completed.Count} parameters have a {completer}.");

        // Objects without a name, such as signed-in sessions, are typed by id.
        var expected = completed.Where(one => completer != "NameCompleter" || TakesNames(one));
        Assert.Empty(expected.Where(one => one.Complete(Shell).Count == 0).Select(one => one.ToString()));
    }

    [Theory]
    [InlineData("Get-AuthentikTokenKey the")]
    [InlineData("Get-AuthentikCertificatePrivateKey the")]
    [InlineData("Get-AuthentikEnrollmentTokenKey -Identity the")]
    [InlineData("Get-AuthentikOAuth2ClientSecret -AsPlainText the")]
    [InlineData("who the")]
    [InlineData("Get-Colleague -Person the")]
    public void Knows_the_objects_from_the_attribute_and_not_from_the_name_of_the_command(string line)
    {
        Shell.Invoke("""
            Set-Alias who Get-AuthentikUser -Scope Global
            function global:Get-Colleague {
                param(
                    [ArgumentCompleter([Authentik.Commands.NameCompleter])]
                    [Authentik.Commands.IdentityTransform('User')]
                    $Person)
            }
            """);
        Assert.Equal([Name], Shell.Complete(line));
    }

    private IEnumerable<CompletedParameter> Parameters => CompletedParameter.ListAll(catalog);

    private static bool IsRemoved(CompletedParameter one) => one.Completer == "StoredValueCompleter";

    private static bool TakesNames(CompletedParameter one) => one.Targets.Any(resource => NamesOf(resource).Count > 0);

    private static bool HasFilters(CompletedParameter one) => one.Fits is { } fits && ((IEnumerable<object>)fits.Filters).Any();

    private static IReadOnlyList<string> NamesOf(dynamic resource) => (IReadOnlyList<string>)resource.Names;

    /// <summary>Answers each list with one object that has something of everything, and is asked whatever its version is.</summary>
    public sealed class ServerWithNames : ConnectedShell
    {
        private static readonly Guid Id = Guid.NewGuid();
        private readonly Dictionary<string, string> stored = new(StringComparer.OrdinalIgnoreCase);

        public ServerWithNames(SharedServer shared)
            : base(shared)
        {
            Shell.Invoke(
                "Connect-Authentik $uri $token -Name test -SkipVersionCheck", new { uri = Server.Uri, token = TestServer.Token });
            var listed = Shell.Invoke("[Authentik.Resources]::Book.Resources | Where-Object { $_.Names -or $_.IsSingle }");
            foreach (dynamic resource in listed.Select(one => one.BaseObject))
            {
                Dictionary<string, object> row = CreateRow(resource);
                Answer($"/api/v3{resource.Path}", new Dictionary<string, object>(row)
                {
                    ["pagination"] = new { next = 0, count = 1 },
                    ["results"] = new[] { row },
                });
            }

            Answer("/api/v3/admin/file/", new[] { new { name = "icons/wiki.png", mime_type = "image/png" } });
        }

        /// <summary>What the object has for a parameter that removes; null for a nested object that no string stands for.</summary>
        public string? FindStored(CompletedParameter one) => stored.GetValueOrDefault($"{one.Noun} {one.Name}");

        private void Answer(string path, object json) =>
            Server.Answer(new { path, times = int.MaxValue, status = 200, json });

        private Dictionary<string, object> CreateRow(dynamic resource)
        {
            var row = new Dictionary<string, object>();
            foreach (dynamic field in (IEnumerable<object>)resource.Fields)
            {
                (object Value, string Offered)? made = CreateValue(field);
                if (made is var (value, offered))
                {
                    row[(string)field.Name] = value;
                    stored[$"{resource.Noun} {field.RemoveParameter}"] = offered;
                }
            }

            if (!(bool)resource.IsSingle)
            {
                row[(string)resource.Id] = IdOf(resource);
                IReadOnlyList<string> names = NamesOf(resource);
                row[names[0]] = Name;
            }

            return row;
        }

        private (object Value, string Offered)? CreateValue(dynamic field)
        {
            string type = field.Type.ToString();
            IReadOnlyList<string> nouns = field.ReferencedNouns;
            return (IsRemoved: field.RemoveParameter is not null, IsList: (bool)field.IsList, type) switch
            {
                (false, _, _) => null,
                (_, false, _) => (new Dictionary<string, object> { [Key] = new { inner = 1 } }, $"{Key}.inner"),
                _ when nouns.Count > 0 => (new[] { IdOf(Resource(nouns[0])) }, Name),
                (_, _, "Text" or "Enum") => (new[] { Name }, Name),
                (_, _, "Integer") => (new[] { 7 }, "'7'"),
                (_, _, "Shape") when field.Shape.TextField is string text =>
                    (new[] { new Dictionary<string, object> { [text] = Name } }, Name),
                _ => null,
            };
        }

        private object Resource(string noun) => Shell.Invoke("[Authentik.Resources]::Book[$noun]", new { noun })[0].BaseObject;

        private static object IdOf(dynamic resource) => resource.IdType.ToString() == "Integer" ? 1 : Id;
    }
}
