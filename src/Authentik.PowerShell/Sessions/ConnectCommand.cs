using System.Management.Automation;
using System.Security;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Commands;

/// <summary>Opens a session: <c>GET /core/users/me/</c> proves the token, <c>GET /admin/version/</c> tells the server's version.</summary>
[Cmdlet(VerbsCommunications.Connect, "Authentik")]
[OutputType(typeof(Session))]
public sealed class ConnectCommand : AuthentikCommand
{
    /// <summary>The server's address, with the path below which authentik runs, if any.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Uri { get; set; } = string.Empty;

    /// <summary>An API token.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SecretTransform]
    public SecureString Token { get; set; } = new();

    /// <summary>The name the session goes by; the server's host where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Accepts any certificate of the server.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Refuses nothing for the server's version.</summary>
    [Parameter]
    public SwitchParameter SkipVersionCheck { get; set; }

    /// <summary>Returns the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (SkipCertificateCheck)
        {
            WriteWarning($"The certificate of {Uri} is not checked: anybody between here and there can read the token.");
        }

        Session? session = null;
        var connector = new Connector(Resources.Book, TransportLoader.Open);
        RunOrThrow(Uri, async token => session = await connector.ConnectAsync(Options(), Log, token));
        SessionStore.Current.Add(session!);
        WriteVerbose($"Connected to authentik {session!.ServerVersion} at {session.Uri} as {session.UserName}.");
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    private SessionOptions Options() => new(Uri, Token)
    {
        Name = Name,
        SkipCertificateCheck = SkipCertificateCheck,
        SkipVersionCheck = SkipVersionCheck,
        UserAgent = $"Authentik-PowerShell/{GetType().Assembly.GetName().Version?.ToString(3)} PowerShell/{Host.Version}",
    };
}
