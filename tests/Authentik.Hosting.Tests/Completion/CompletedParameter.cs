using System.Collections;
using System.Management.Automation;
using System.Reflection;
using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Completion;

/// <summary>A parameter of a command, and what its attributes say about its values.</summary>
public sealed class CompletedParameter(ModuleCommand command, ParameterMetadata parameter)
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    public string Name => parameter.Name;

    public string Command => command.Name;

    public string Noun => command.Info.Noun["Authentik".Length..];

    public bool TakesList => parameter.ParameterType.IsArray;

    /// <summary>The class that completes its values; null for none.</summary>
    public string? Completer => CompleterType?.Name;

    /// <summary>The resources whose objects it takes.</summary>
    public IReadOnlyList<object> Targets => [.. ((IEnumerable?)Find("Targets") ?? Array.Empty<object>()).Cast<object>()];

    /// <summary>Which of them fit; null if all do.</summary>
    public dynamic? Fits => Find("Fits");

    private Type? CompleterType => parameter.Attributes.OfType<ArgumentCompleterAttribute>().FirstOrDefault()?.Type;

    public static IEnumerable<CompletedParameter> ListAll(CommandCatalog catalog) =>
        catalog.All.SelectMany(command => command.ShownParameters.Select(parameter => new CompletedParameter(command, parameter)));

    /// <summary>
    /// What the completer itself offers: a whole command line for each of some thousands would take minutes.
    /// </summary>
    public IReadOnlyList<string> Complete(PowerShellSession shell, string word = "", Hashtable? bound = null)
    {
        if (CompleterType is not { } type)
        {
            return [];
        }

        var offers = shell.Invoke(
            "$completer.CompleteArgument($command, $parameter, $word, $null, $bound)",
            new { completer = Activator.CreateInstance(type), command = Command, parameter = Name, word, bound = bound ?? new() });
        return [.. offers.Select(offer => ((CompletionResult)offer.BaseObject).CompletionText)];
    }

    public override string ToString() => $"{Command} -{Name}";

    // The test doesn't reference the module's assemblies, so that there is only the one copy that PowerShell loads.
    private object? Find(string fact) => parameter.Attributes
        .Select(attribute => attribute.GetType().GetProperty(fact, Internal)?.GetValue(attribute))
        .FirstOrDefault(value => value is not null);
}
