using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Makes a session the default of this runspace.</summary>
[Cmdlet(VerbsCommon.Select, "AuthentikSession")]
[OutputType(typeof(Session))]
public sealed class SelectSessionCommand : AuthentikCommand
{
    /// <summary>Specifies the session, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public Session? Session { get; set; }

    /// <summary>Returns the session. By default, the command returns nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RunOrThrow(Session, _ => OnPipelineAsync(() => SessionStore.Current.Select(Session!)));
        WriteVerbose($"'{Session!.Name}' is now the default session: commands act as {Session.Username} on {Session.Uri}.");
        if (PassThru)
        {
            WriteObject(Session);
        }
    }
}
