using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using Authentik.Connecting;
using Authentik.Profiles;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Commands;

/// <summary>
/// Opens a session: <c>GET /core/users/me/</c> proves the token, <c>GET /admin/version/</c> returns the server's version. Credentials
/// other than a token are exchanged for one at <c>/application/o/token/</c>. With -Sandbox the server is in memory.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Authentik", DefaultParameterSetName = TokenSet)]
[OutputType(typeof(Session))]
public sealed partial class ConnectCommand : AuthentikCommand
{
    private string? Target => (Sandbox.IsPresent, IsSwapped) switch
    {
        (true, _) => SandboxPath ?? "sandbox",
        (_, true) => null,
        _ => Profile ?? (Uri is null ? "authentik" : AddressText.RemoveUser(Uri.Split('?', '#')[0])),
    };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session? session = null;
        RunOrThrow(Target, async token =>
        {
            var (connection, state) = await OnPipelineAsync(() => (MergeConnection(), FullPath(SandboxPath, nameof(SandboxPath))));
            session = await OpenAsync(connection, state, token);
        });
        SessionStore.Current.Add(session!);
        WriteVerbose($"Connected to authentik {session!.ServerVersion} at {session.Uri} as {session.Username}.");
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    // Typed over saved over environment.
    private Connection MergeConnection()
    {
        var network = TypedNetwork();
        var connection = TypedSignIn().Over(network).Over(ConnectionBelow()) with { UserAgent = UserAgent };
        if (connection.Settings.SkipCertificateCheck)
        {
            WriteWarning($"The certificate of {connection.Settings.Uri} is not checked: anyone on the network path can read the token.");
        }

        return connection;
    }

    // The token in the environment is sent only to the server in the environment.
    private Connection ConnectionBelow() => ParameterSetName switch
    {
        SandboxSet => SandboxServer.CreateConnection(Version),
        ProfileSet => ReadProfile(),
        _ when Uri is null => ConnectionEnvironment.Read(withToken: ParameterSetName == TokenSet && Token is null),
        _ => new Connection(new ConnectionSettings(), new Dictionary<string, SecureString>()),
    };

    private Connection ReadProfile()
    {
        var saved = new ProfileStore().Read(Profile!);
        return saved.Profile.ToConnection(new ProfileSecrets(this).Get(saved));
    }

    private string UserAgent => $"Authentik-PowerShell/{GetType().Assembly.GetName().Version?.ToString(3)} PowerShell/{Host.Version}";

    private async Task<Session> OpenAsync(Connection connection, string? state, CancellationToken cancellation)
    {
        var session = await new Connector(Resources.Book, TransportLoader.Open).ConnectAsync(connection, Log, cancellation);
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

    // A warning, because it's shown by every host.
    private Task ShowAsync(DeviceCode code) => OnPipelineAsync(() =>
    {
        WriteWarning(
            $"To sign in, open {code.Address} in a browser and enter the code {code.UserCode} within {code.Life.TotalSeconds:0} seconds.");
        if (OpenBrowser && !TryOpenBrowser(code.AddressWithCode))
        {
            WriteWarning("The browser can't be opened here. Open the address on another machine.");
        }
    });

    private static bool TryOpenBrowser(Uri address)
    {
        try
        {
            using var started = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
            return true;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private string? FullPath(string? path, string parameter) => path is null ? null : FilePath.Resolve(this, path, $"-{parameter}");
}
