using System.Management.Automation;

namespace Authentik.Hosting.Tests.Commands;

/// <summary>A command of the module.</summary>
public sealed class ModuleCommand(CmdletInfo info)
{
    public CmdletInfo Info { get; } = info;

    public string Name => Info.Name;

    public IReadOnlyDictionary<string, ParameterMetadata> Parameters { get; } =
        new Dictionary<string, ParameterMetadata>(info.Parameters, StringComparer.OrdinalIgnoreCase);

    /// <summary>The parameters that PowerShell doesn't give to every command.</summary>
    public IEnumerable<ParameterMetadata> OwnParameters =>
        Parameters.Values.Where(parameter => !PSCmdlet.CommonParameters.Contains(parameter.Name));

    /// <summary>The own parameters that completion and help show.</summary>
    public IEnumerable<ParameterMetadata> ShownParameters =>
        OwnParameters.Where(parameter => !Attributes(parameter).Any(attribute => attribute.DontShow));

    public static IEnumerable<ParameterAttribute> Attributes(ParameterMetadata parameter) =>
        parameter.Attributes.OfType<ParameterAttribute>();

    /// <summary>Names the command where a test that goes over all of them fails.</summary>
    public override string ToString() => Name;
}
