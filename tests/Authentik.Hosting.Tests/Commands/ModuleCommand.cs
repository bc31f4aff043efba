using System.Management.Automation;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>A command of the module.</summary>
public sealed class ModuleCommand(CmdletInfo info)
{
    public CmdletInfo Info { get; } = info;

    public string Name => Info.Name;

    /// <summary>
    /// True for a job: it compares and plans before it sends anything, so a server that has nothing, or repeats everything, says little
    /// about it. Authentik.Jobs.Tests has the tests of jobs.
    /// </summary>
    public bool IsJob => Info.ImplementingType.Assembly.GetName().Name == "Authentik.JobCommands";

    public IReadOnlyDictionary<string, ParameterMetadata> Parameters { get; } =
        new Dictionary<string, ParameterMetadata>(info.Parameters, StringComparer.OrdinalIgnoreCase);

    /// <summary>The parameters that PowerShell doesn't give to every command.</summary>
    public IEnumerable<ParameterMetadata> OwnParameters =>
        Parameters.Values.Where(parameter => !PSCmdlet.CommonParameters.Contains(parameter.Name));

    /// <summary>The own parameters that completion and help show.</summary>
    public IEnumerable<ParameterMetadata> ShownParameters =>
        OwnParameters.Where(parameter => !Attributes(parameter).Any(attribute => attribute.DontShow));

    /// <summary>True when PowerShell prompts for more than the identity.</summary>
    public bool NeedsMore => OwnParameters
        .Any(parameter => parameter.Name != "Identity" && Attributes(parameter).All(attribute => attribute.Mandatory));

    /// <summary>True when -Force runs it without a question.</summary>
    public bool Asks => Parameters.ContainsKey("Force") && Parameters.ContainsKey("Confirm");

    public static IEnumerable<ParameterAttribute> Attributes(ParameterMetadata parameter) =>
        parameter.Attributes.OfType<ParameterAttribute>();

    /// <summary>Names the command where a test that goes over all of them fails.</summary>
    public override string ToString() => Name;
}
