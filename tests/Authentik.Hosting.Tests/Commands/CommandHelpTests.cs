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

    // From 2026.5 on, a flag decides about it, and whoever relies on the help must know.
    [Theory]
    [InlineData("New-AuthentikApplication")]
    [InlineData("Get-AuthentikApplication")]
    [InlineData("New-AuthentikApplicationWithProvider")]
    public void Help_that_says_who_can_open_an_application_names_the_flag_that_decides(string name) =>
        Assert.Contains("core_default_app_access", catalog.Help(catalog.All.Single(command => command.Name == name)).Description);

    // authentik stores the first redirect URI that arrives, which can be that of a stranger's link.
    [Fact]
    public void No_text_creates_a_client_without_a_redirect_URI()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "api")))
            .Append(Path.Combine(Repository.Root, "README.md"));
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("-RedirectUri @()", StringComparison.Ordinal));
    }

    private static string Describe(ParameterMetadata parameter)
    {
        var attributes = ModuleCommand.Attributes(parameter).ToList();
        var position = attributes.Find(attribute => attribute.Position >= 0)?.Position;
        var place = position?.ToString(CultureInfo.InvariantCulture) ?? "named";
        return $"-{parameter.Name} {attributes.Exists(attribute => attribute.Mandatory)} {place}";
    }
}
