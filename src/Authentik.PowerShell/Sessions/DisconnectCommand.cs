using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Closes sessions. The tokens stay valid, because authentik doesn't know of a sign-in.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Authentik")]
public sealed class DisconnectCommand : AuthentikCommand
{
    /// <summary>Specifies the session to close, or its name. The default is the default session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public Session? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var store = SessionStore.Current;
        var session = Session ?? store.Default;
        if (session is null)
        {
            WriteVerbose("There is no session to close.");
            return;
        }

        var wasDefault = ReferenceEquals(session, store.Default);
        store.Close(session);
        WriteVerbose($"The session '{session.Name}' is closed.");
        if (wasDefault && store.Default is { } now)
        {
            WriteVerbose($"The default session is '{now.Name}' again, on {now.Uri}.");
        }
    }
}
