using System.Management.Automation;
using System.Reflection;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>What every command has: PowerShell's own rules.</summary>
public class CommandShapeTests(CommandCatalog catalog)
{
    private static readonly string[] WithoutSession =
    [
        "Connect-Authentik", "Get-AuthentikSession", "Find-AuthentikCommand", "Get-AuthentikProfile", "Remove-AuthentikProfile",
        "Get-AuthentikFindingRule",
    ];

    private static readonly string[] Switches = ["WhatIf", "Confirm", "PassThru", "EmptyAsNull", "Force", "AsPlainText", "Generate"];

    [Fact]
    public void Verbs_are_approved_and_nouns_are_singular()
    {
        var approved = catalog.Shell.Text("(Get-Verb).Verb").ToHashSet();
        Assert.All(catalog.All, command =>
        {
            Assert.Contains(command.Info.Verb, approved);
            Assert.Matches("^Authentik", command.Info.Noun);
            Assert.DoesNotMatch("(?i)[^su]s$", command.Info.Noun);
        });
    }

    [Fact]
    public void Commands_say_what_they_return() => Assert.All(
        catalog.All.Where(command => command.Info.Verb is not ("Remove" or "Disconnect")),
        command => Assert.NotEmpty(command.Info.OutputType));

    [Fact]
    public void Commands_that_write_support_WhatIf_and_Confirm() =>
        Assert.All(catalog.WithVerb("New", "Set", "Remove", "Invoke"), command =>
        {
            Assert.Contains("WhatIf", command.Parameters);
            Assert.Contains("Confirm", command.Parameters);
        });

    [Fact]
    public void Commands_that_remove_ask_before() => Assert.All(catalog.WithVerb("Remove"), command =>
    {
        Assert.Equal(ConfirmImpact.High, command.Info.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact);
        Assert.Contains("Force", command.Parameters);
    });

    [Fact]
    public void Commands_that_ask_a_server_have_Session() => Assert.All(
        catalog.All.Where(command => !WithoutSession.Contains(command.Name)), command => Assert.Contains("Session", command.Parameters));

    [Fact]
    public void No_parameter_or_alias_is_also_another_one() => Assert.All(catalog.All, command =>
    {
        var names = command.Parameters.Values.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name));
        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
    });

    [Fact]
    public void No_field_is_a_switch() => Assert.All(catalog.WithVerb("New", "Set").Where(command => !command.IsJob), command =>
    {
        var switches = command.OwnParameters.Where(parameter => parameter.ParameterType == typeof(SwitchParameter));
        Assert.Empty(switches.Select(parameter => parameter.Name).Except(Switches));
    });

    [Fact]
    public void The_file_of_a_command_needs_no_name_and_is_a_path()
    {
        var files = catalog.All.Where(command => command.Name != "Invoke-AuthentikRequest")
            .SelectMany(command => command.OwnParameters, (command, parameter) => (Command: command, Parameter: parameter))
            .Where(one => one.Parameter.Name is "InFile" or "OutFile")
            .ToList();
        Assert.True(files.Count > 10, $"There are only {files.Count} parameters.");
        Assert.All(files, one =>
        {
            Assert.All(
                ModuleCommand.Attributes(one.Parameter),
                attribute => Assert.True(attribute.Position > 0 || !HasIdentity(one.Command)));
            Assert.All(ModuleCommand.Attributes(one.Parameter), attribute => Assert.NotEqual(int.MinValue, attribute.Position));
            Assert.True(one.Command.Parameters.ContainsKey("Path") || one.Parameter.Aliases.Contains("Path"), one.Command.Name);
        });
    }

    private static bool HasIdentity(ModuleCommand command) => command.Parameters.ContainsKey("Identity");

    [Fact]
    public void Identities_come_through_the_pipeline_by_value_and_stand_first()
    {
        Assert.All(catalog.WithIdentity, command =>
        {
            var attributes = ModuleCommand.Attributes(command.Parameters["Identity"]).ToList();
            Assert.Equal(!TakesOthers(command), attributes.Exists(attribute => attribute.ValueFromPipeline));
            Assert.DoesNotContain(attributes, attribute => attribute.ValueFromPipelineByPropertyName);
            Assert.Contains(attributes, attribute => attribute.Position == 0);
        });
    }

    // The pipeline takes the users of a group, and the group is named; or rows with the names of copies.
    private static bool TakesOthers(ModuleCommand command) => command.OwnParameters
        .Where(parameter => parameter.Name != "Identity" && (command.IsJob || parameter.Name != "InputObject"))
        .Any(parameter => ModuleCommand.Attributes(parameter).Any(attribute => attribute.ValueFromPipeline));
}
