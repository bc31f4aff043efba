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

    /// <summary>
    /// Finds the session that was typed after -Session, that of the object that was typed, or the default one; null if there is none.
    /// </summary>
    public static Session? FindSession(IDictionary bound) => Unwrap.Base(bound["Session"]) switch
    {
        Session session => session,
        string name => SessionStore.Current.Sessions
            .FirstOrDefault(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase)),
        _ => (Unwrap.Base(bound["Identity"]) as AuthentikObject)?.Session is { IsOpen: true } own ? own : SessionStore.Current.Default,
    };

    /// <summary>Finds the object that was typed after -Identity or at its position; null if there is none.</summary>
    public static Identity? FindIdentity(Resource resource, IDictionary bound)
    {
        try
        {
            return bound["Identity"] is { } typed ? IdentityConverter.Convert(resource, typed) : null;
        }
        catch (ArgumentException)
        {
            // The command itself refuses it.
            return null;
        }
    }

    /// <summary>Finds the text that was typed for a field of the command's resource; null if there is none.</summary>
    public static string? FindText(string command, string field, IDictionary bound) =>
        FindResource(command)?.TryFindField(field, out var known) == true && known.Parameter is { } parameter
            ? Unwrap.Base(bound[parameter]) as string
            : null;

    /// <summary>True if the session's server has what these versions have, as far as its version is known.</summary>
    public static bool IsKnown(VersionRange versions, Session? session) => session?.ServerVersion is not { } version
        || versions.Contains(version)
        || Resources.Book.Classify(version) == VersionStanding.Newer;

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
