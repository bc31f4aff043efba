using System.Collections;
using System.Management.Automation;
using System.Reflection;
using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Completion;

/// <summary>What Tab offers for each parameter of each command, with a server that has one object of each kind.</summary>
public class EveryParameterTests(CommandCatalog catalog, EveryParameterTests.ServerWithNames fixture)
    : ConnectedTests<EveryParameterTests.ServerWithNames>(fixture), IClassFixture<EveryParameterTests.ServerWithNames>
{
    private const string Name = "the-only-one";
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    private IEnumerable<(ModuleCommand Command, ParameterMetadata Parameter)> Parameters =>
        catalog.All.SelectMany(command => command.ShownParameters.Select(parameter => (command, parameter)));

    [Fact]
    public void Offers_names_for_each_parameter_that_takes_objects()
    {
        var taking = Parameters.Where(one => TakesNames(one.Parameter)).ToList();
        Assert.True(taking.Count > 900, $"Only {taking.Count} parameters take objects.");
        Assert.Empty(taking.Where(one => !Complete(one).Contains(Name)).Select(Describe));
    }

    [Theory]
    [InlineData("NameCompleter", 900)]
    [InlineData("ValueCompleter", 500)]
    [InlineData("FieldNameCompleter", 100)]
    public void Offers_something_for_each_parameter_with_a_completer(string completer, int atLeast)
    {
        var completed = Parameters.Where(one => FindCompleter(one.Parameter)?.Name == completer).ToList();
        Assert.True(completed.Count >= atLeast, $"Only {completed.Count} parameters have a {completer}.");

        // Objects without a name, such as signed-in sessions, are typed by id.
        var expected = completed.Where(one => completer != "NameCompleter" || TakesNames(one.Parameter));
        Assert.Empty(expected.Where(one => Complete(one).Count == 0).Select(Describe));
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

    private List<string> Complete((ModuleCommand Command, ParameterMetadata Parameter) one)
    {
        if (FindCompleter(one.Parameter) is not { } type)
        {
            return [];
        }

        // The completer itself: a whole command line for each of some thousands would take minutes.
        var offers = Shell.Invoke(
            "$completer.CompleteArgument($command, $parameter, '', $null, @{})",
            new { completer = Activator.CreateInstance(type), command = one.Command.Name, parameter = one.Parameter.Name });
        return [.. offers.Select(offer => ((CompletionResult)offer.BaseObject).CompletionText)];
    }

    private static Type? FindCompleter(ParameterMetadata parameter) =>
        parameter.Attributes.OfType<ArgumentCompleterAttribute>().FirstOrDefault()?.Type;

    private static string Describe((ModuleCommand Command, ParameterMetadata Parameter) one) => $"{one.Command} -{one.Parameter.Name}";

    // The test doesn't reference the module's assemblies, so that there is only the one copy that PowerShell loads.
    private static IReadOnlyList<string> NamesOf(dynamic resource) => (IReadOnlyList<string>)resource.Names;

    // As the attribute that converts its values has it.
    private static bool TakesNames(ParameterMetadata parameter) => parameter.Attributes
        .Select(attribute => attribute.GetType().GetProperty("Targets", Internal)?.GetValue(attribute))
        .OfType<IEnumerable>()
        .SelectMany(targets => targets.Cast<object>())
        .Any(resource => NamesOf(resource).Count > 0);

    /// <summary>Answers each list with one object, and is asked whatever its version is.</summary>
    public sealed class ServerWithNames : ConnectedShell
    {
        public ServerWithNames(SharedServer shared)
            : base(shared)
        {
            Shell.Invoke(
                "Connect-Authentik $uri $token -Name test -SkipVersionCheck", new { uri = Server.Uri, token = TestServer.Token });
            var named = Shell.Invoke("[Authentik.Resources]::Book.Resources | Where-Object Names");
            foreach (dynamic resource in named.Select(one => one.BaseObject))
            {
                string id = resource.Id;
                IReadOnlyList<string> names = NamesOf(resource);
                var row = new Dictionary<string, object> { [id] = IdOf(resource), [names[0]] = Name };
                Server.Answer(new
                {
                    path = $"/api/v3{resource.Path}",
                    times = int.MaxValue,
                    status = 200,
                    json = new { pagination = new { next = 0, count = 1 }, results = new[] { row } },
                });
            }
        }

        private static object IdOf(dynamic resource) => resource.IdType.ToString() == "Integer" ? 1 : Guid.NewGuid();
    }
}
