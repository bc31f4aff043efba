using System.Management.Automation;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>Every command has help that agrees with it.</summary>
public class CommandHelpTests(CommandHelpTests.HelpCatalog catalog) : IClassFixture<CommandHelpTests.HelpCatalog>
{
    [Fact]
    public void Commands_have_a_synopsis_a_description_and_an_example() => Assert.All(catalog.All, pair =>
    {
        Assert.NotEqual(string.Empty, pair.Help.Synopsis.Trim());
        // That would be the syntax that PowerShell makes up.
        Assert.DoesNotMatch(@"^\s*\S+ \[", pair.Help.Synopsis);
        Assert.NotEqual(string.Empty, pair.Help.Description.Trim());
        Assert.True(pair.Help.Examples > 0, "There is no example.");
    });

    [Fact]
    public void Every_parameter_that_is_shown_has_a_description() => Assert.All(catalog.All, pair =>
    {
        var described = pair.Help.Parameters.Where(parameter => !string.IsNullOrWhiteSpace(parameter.Text)).Select(parameter => parameter.Name);
        Assert.Empty(pair.Command.ShownParameters.Select(parameter => parameter.Name).Except(described, StringComparer.OrdinalIgnoreCase));
    });

    [Fact]
    public void Help_names_no_parameter_that_does_not_exist() => Assert.All(catalog.All, pair =>
        Assert.Empty(pair.Help.Parameters.Select(parameter => parameter.Name).Except(pair.Command.Parameters.Keys, StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void Help_agrees_on_positions_and_on_what_is_mandatory() => Assert.All(catalog.All, pair =>
    {
        foreach (var parameter in pair.Command.ShownParameters.Where(parameter => parameter.Name is not ("WhatIf" or "Confirm")))
        {
            var help = pair.Help.Parameters.Single(one => one.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(Describe(parameter), $"-{help.Name} {help.Required} {help.Position}", ignoreCase: true);
        }
    });

    private static string Describe(ParameterMetadata parameter)
    {
        var attributes = ModuleCommand.Attributes(parameter).ToList();
        var position = attributes.Select(attribute => attribute.Position).Where(position => position >= 0).Select(position => $"{position}").FirstOrDefault();
        return $"-{parameter.Name} {attributes.Exists(attribute => attribute.Mandatory)} {position ?? "named"}";
    }

    /// <summary>Reads the help of all commands once.</summary>
    public sealed class HelpCatalog : IDisposable
    {
        private readonly CommandCatalog commands = new();

        public HelpCatalog() => All = [.. commands.All.Select(command => new CommandWithHelp(command, CommandHelp.Read(commands.Shell, command.Name)))];

        public IReadOnlyList<CommandWithHelp> All { get; }

        public void Dispose() => commands.Dispose();
    }
}

/// <summary>A command and what help says about it.</summary>
public sealed record CommandWithHelp(ModuleCommand Command, CommandHelp Help)
{
    /// <summary>Names the command where a test that goes over all of them fails.</summary>
    public override string ToString() => Command.Name;
}
