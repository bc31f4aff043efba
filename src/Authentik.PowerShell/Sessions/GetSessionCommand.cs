using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Gets the open sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikSession")]
[OutputType(typeof(Session))]
public sealed class GetSessionCommand : AuthentikCommand
{
    /// <summary>Specifies the names of the sessions. Wildcards are permitted. The default is all sessions.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = SessionStore.Current.Sessions.Where(session => pattern.IsMatch(session.Name)).ToArray();
            WriteObject(found, enumerateCollection: true);
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(ErrorRecords.Create(SessionStore.Current.NotFound(name), name));
            }
        }
    }
}
