using System.Collections;
using System.Management.Automation;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>
/// What is known of the command line being completed: the attributes of the command's parameters, and the session it would act in.
/// </summary>
internal static class CompletedCommand
{
    /// <summary>Finds the attribute of a parameter that says what its values are; null if it has none.</summary>
    public static BookTransformAttribute? FindTransform(string command, string parameter) =>
        ReadParameters(command).GetValueOrDefault(parameter)?.Attributes.OfType<BookTransformAttribute>().FirstOrDefault();

    /// <summary>Finds the resource that a command is for, as its parameters say; null if none does.</summary>
    public static Resource? FindResource(string command) =>
        ReadParameters(command).Values
            .SelectMany(parameter => parameter.Attributes)
            .OfType<ResourceTransformAttribute>()
            .FirstOrDefault()?.Resource;

    /// <summary>Finds the session that was typed after -Session, or the default one; null if there is none.</summary>
    public static Session? FindSession(IDictionary bound) => Unwrap.Base(bound["Session"]) switch
    {
        Session session => session,
        string name => SessionStore.Current.Sessions
            .FirstOrDefault(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase)),
        _ => SessionStore.Current.Default,
    };

    // A completer learns the names of the command and the parameter only; PowerShell has their attributes.
    private static Dictionary<string, ParameterMetadata> ReadParameters(string command)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        var found = shell.AddCommand(@"Microsoft.PowerShell.Core\Get-Command")
            .AddParameter("Name", WildcardPattern.Escape(command))
            .AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke<CommandInfo>()
            .FirstOrDefault();
        var resolved = found is AliasInfo alias ? alias.ResolvedCommand : found;
        return resolved?.Parameters ?? [];
    }
}
