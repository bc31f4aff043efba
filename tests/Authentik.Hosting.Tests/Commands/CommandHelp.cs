using System.Management.Automation;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>The help of one command, as Get-Help -Full gives it.</summary>
public sealed class CommandHelp
{
    private const string Script = """
        $help = Get-Help $name -Full
        [pscustomobject]@{
            Synopsis = "$($help.Synopsis)"; Description = "$($help.description.Text)"; Examples = @($help.examples.example | Where-Object { $_ }).Count
        }
        $help.parameters.parameter | Where-Object { $_ } | ForEach-Object {
            [pscustomobject]@{ Name = "$($_.name)"; Text = "$($_.description.Text)"; Required = "$($_.required)"; Position = "$($_.position)" }
        }
        """;

    private CommandHelp(PSObject command, IEnumerable<PSObject> parameters)
    {
        Synopsis = Get(command, nameof(Synopsis));
        Description = Get(command, nameof(Description));
        Examples = (int)command.Properties[nameof(Examples)].Value;
        Parameters = [.. parameters.Select(one => new ParameterHelp(Get(one, "Name"), Get(one, "Text"), Get(one, "Required"), Get(one, "Position")))];
    }

    public string Synopsis { get; }

    public string Description { get; }

    public int Examples { get; }

    public IReadOnlyList<ParameterHelp> Parameters { get; }

    public static CommandHelp Read(PowerShellSession shell, string name)
    {
        var parts = shell.Invoke(Script, new { name });
        return new CommandHelp(parts[0], parts.Skip(1));
    }

    private static string Get(PSObject part, string name) => (string)part.Properties[name].Value;
}

/// <summary>The help of one parameter.</summary>
public sealed record ParameterHelp(string Name, string Text, string Required, string Position);
