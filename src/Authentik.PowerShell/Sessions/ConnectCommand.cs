using System.Management.Automation;
using System.Security;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Commands;

/// <summary>
/// Opens a session: <c>GET /core/users/me/</c> proves the token, <c>GET /admin/version/</c> tells the server's version. With
/// -Sandbox the server is one in memory.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Authentik", DefaultParameterSetName = ServerSet)]
[OutputType(typeof(Session))]
public sealed class ConnectCommand : AuthentikCommand
{
    private const string ServerSet = "Server";
    private const string SandboxSet = "Sandbox";

    /// <summary>The server's address, with the path below which authentik runs, if any.</summary>
    [Parameter(ParameterSetName = ServerSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Uri { get; set; } = string.Empty;

    /// <summary>An API token.</summary>
    [Parameter(ParameterSetName = ServerSet, Mandatory = true, Position = 1)]
    [SecretTransform]
    public SecureString Token { get; set; } = new();

    /// <summary>Connects to an authentik in memory.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>The version that the sandbox plays; the newest one known where none is given.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateNotNullOrEmpty]
    public string? Version { get; set; }

    /// <summary>A file with objects that the sandbox shall have beside those of a new installation.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateNotNullOrEmpty]
    public string? SandboxPath { get; set; }

    /// <summary>The name the session goes by; the server's host where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Accepts any certificate of the server.</summary>
    [Parameter(ParameterSetName = ServerSet)]
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
        var state = SandboxPath is null ? null : GetUnresolvedProviderPathFromPSPath(SandboxPath);
        RunOrThrow(Sandbox ? SandboxPath ?? "sandbox" : Uri, async token => session = await OpenAsync(state, token));
        SessionStore.Current.Add(session!);
        WriteVerbose($"Connected to authentik {session!.ServerVersion} at {session.Uri} as {session.UserName}.");
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    private async Task<Session> OpenAsync(string? state, CancellationToken cancellation)
    {
        var options = (Sandbox ? SandboxServer.Options(Version, Name) : new SessionOptions(Uri, Token) { Name = Name }) with
        {
            SkipCertificateCheck = SkipCertificateCheck,
            SkipVersionCheck = SkipVersionCheck,
            UserAgent = $"Authentik-PowerShell/{GetType().Assembly.GetName().Version?.ToString(3)} PowerShell/{Host.Version}",
        };
        var session = await new Connector(Resources.Book, TransportLoader.Open).ConnectAsync(options, Log, cancellation);
        try
        {
            if (state is not null)
            {
                await SandboxServer.LoadAsync(state, session, Log, cancellation);
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
