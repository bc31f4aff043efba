using System.Management.Automation;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>The help of one command.</summary>
public sealed record CommandHelp(string Name, string Synopsis, string Description, int Examples, IReadOnlyList<ParameterHelp> Parameters)
{
    // A pattern gives whole help objects too, and is a hundred times faster than asking for each command.
    private const string Everything = "Get-Help * -Category Cmdlet | Where-Object ModuleName -EQ Authentik";

    private const string Convert = """
        | ForEach-Object {
            $parameters = $_.parameters.parameter | Where-Object { $_ } | ForEach-Object {
                [pscustomobject]@{
                    Name = "$($_.name)"; Text = "$($_.description.Text)"; Required = "$($_.required)"; Position = "$($_.position)"
                }
            }
            [pscustomobject]@{
                Name = "$($_.Name)"; Synopsis = "$($_.Synopsis)"; Description = "$($_.description.Text)"
                Examples = @($_.examples.example | Where-Object { $_ }).Count; Parameters = [object[]] @($parameters)
            }
        }
        """;

    /// <summary>The help of all commands by their names.</summary>
    public static ILookup<string, CommandHelp> ReadAll(PowerShellSession shell) =>
        shell.Invoke(Everything + Convert).Select(From).ToLookup(help => help.Name);

    /// <summary>The help of a command as a person asks for it.</summary>
    public static CommandHelp Read(PowerShellSession shell, string name) =>
        From(shell.Invoke("Get-Help $name -Full" + Convert, new { name })[0]);

    private static CommandHelp From(PSObject help) => new(
        Text(help, nameof(Name)), Text(help, nameof(Synopsis)), Text(help, nameof(Description)),
        (int)help.Properties[nameof(Examples)].Value,
        [.. ((object[])help.Properties[nameof(Parameters)].Value).Select(part => ParameterHelp.From(PSObject.AsPSObject(part)))]);

    private static string Text(PSObject part, string name) => (string)part.Properties[name].Value;
}

/// <summary>The help of one parameter.</summary>
public sealed record ParameterHelp(string Name, string Text, string Required, string Position)
{
    public static ParameterHelp From(PSObject part) => new(
        (string)part.Properties[nameof(Name)].Value, (string)part.Properties[nameof(Text)].Value,
        (string)part.Properties[nameof(Required)].Value, (string)part.Properties[nameof(Position)].Value);
}
