using System.Globalization;
using System.Management.Automation;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>Every command has help that agrees with it.</summary>
public class CommandHelpTests(CommandCatalog catalog)
{
    [Fact]
    public void Commands_have_a_synopsis_a_description_and_an_example() => Assert.All(catalog.All, command =>
    {
        var help = catalog.Help(command);
        Assert.NotEqual(string.Empty, help.Synopsis.Trim());
        // That would be the syntax that PowerShell makes up.
        Assert.DoesNotMatch(@"^\s*\S+ \[", help.Synopsis);
        Assert.NotEqual(string.Empty, help.Description.Trim());
        Assert.True(help.Examples > 0, "There is no example.");
    });

    [Fact]
    public void Every_parameter_that_is_shown_has_a_description() => Assert.All(catalog.All, command =>
    {
        var described = catalog.Help(command).Parameters.Where(parameter => !string.IsNullOrWhiteSpace(parameter.Text));
        var shown = command.ShownParameters.Select(parameter => parameter.Name);
        Assert.Empty(shown.Except(described.Select(parameter => parameter.Name), StringComparer.OrdinalIgnoreCase));
    });

    [Fact]
    public void Help_names_no_parameter_that_does_not_exist() => Assert.All(catalog.All, command =>
    {
        var named = catalog.Help(command).Parameters.Select(parameter => parameter.Name);
        Assert.Empty(named.Except(command.Parameters.Keys, StringComparer.OrdinalIgnoreCase));
    });

    [Fact]
    public void Help_agrees_on_positions_and_on_what_is_mandatory() => Assert.All(catalog.All, command =>
    {
        foreach (var parameter in command.ShownParameters.Where(parameter => parameter.Name is not ("WhatIf" or "Confirm")))
        {
            var help = catalog.Help(command).Parameters.Single(one => one.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(Describe(parameter), $"-{help.Name} {help.Required} {help.Position}", ignoreCase: true);
        }
    });

    // One command of each assembly, because each has a help file of its own.
    [Fact]
    public void Help_is_the_same_when_a_person_asks_for_one_command() =>
        Assert.All(catalog.All.DistinctBy(command => command.Info.ImplementingType.Assembly), command =>
            Assert.Equivalent(catalog.Help(command), CommandHelp.Read(catalog.Shell, command.Name), strict: true));

    private static string Describe(ParameterMetadata parameter)
    {
        var attributes = ModuleCommand.Attributes(parameter).ToList();
        var position = attributes.Find(attribute => attribute.Position >= 0)?.Position;
        var place = position?.ToString(CultureInfo.InvariantCulture) ?? "named";
        return $"-{parameter.Name} {attributes.Exists(attribute => attribute.Mandatory)} {place}";
    }
}
