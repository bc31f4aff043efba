using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using Authentik.Sessions;
using Authentik.Sessions.Tokens;
using Authentik.Transport;

namespace Authentik.Commands;

/// <summary>
/// Opens a session: <c>GET /core/users/me/</c> proves the token, <c>GET /admin/version/</c> tells the server's version. What is not
/// a token is exchanged for one at <c>/application/o/token/</c>. With -Sandbox the server is one in memory.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Authentik", DefaultParameterSetName = TokenSet)]
[OutputType(typeof(Session))]
public sealed partial class ConnectCommand : AuthentikCommand
{
    /// <summary>True when an address stands where the token belongs, and so, perhaps, the token where the address belongs.</summary>
    internal bool IsSwapped => Token is not null && SecretText.Reveal(Token).Contains("://", StringComparison.Ordinal);

    private string? Target => (Sandbox.IsPresent, IsSwapped) switch
    {
        (true, _) => SandboxPath ?? "sandbox",
        (_, true) => null,
        _ => Profile ?? (Uri is null ? "authentik" : AddressText.WithoutUser(Uri)),
    };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var state = SandboxPath is null ? null : GetUnresolvedProviderPathFromPSPath(SandboxPath);
        Session? session = null;
        RunOrThrow(Target, async token =>
        {
            var options = await OnPipelineAsync(Options);
            session = await OpenAsync(options, state, token);
        });
        SessionStore.Current.Add(session!);
        WriteVerbose($"Connected to authentik {session!.ServerVersion} at {session.Uri} as {session.UserName}.");
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    private SessionOptions Options()
    {
        var chosen = new ConnectionChoice(this).Options();
        if (chosen.Network.SkipCertificateCheck)
        {
            WriteWarning($"The certificate of {chosen.Address} is not checked: anybody between here and there can read the token.");
        }

        return chosen;
    }

    private async Task<Session> OpenAsync(SessionOptions options, string? state, CancellationToken cancellation)
    {
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

    /// <summary>Asks for the token, as PowerShell asks for a parameter that must be given.</summary>
    /// <exception cref="InputException">Nobody can answer here.</exception>
    internal SecureString AskForToken()
    {
        if (!HostQuestions.CanAsk(Host))
        {
            throw new InputException(
                InputProblem.MissingValue,
                "Say how to sign in: -Token with an API token, -ClientId with -Credential, -ClientSecret, -AssertionPath or -DeviceCode, or -Profile.",
                Uri);
        }

        var field = new FieldDescription(nameof(Token));
        field.SetParameterType(typeof(SecureString));
        return (SecureString)Host.UI.Prompt(string.Empty, $"API token for {Uri}", [field])[nameof(Token)].BaseObject;
    }

    /// <summary>Shows a person what to enter where; as a warning, because that is seen wherever somebody looks.</summary>
    internal Task ShowAsync(DeviceCode code) => OnPipelineAsync(() =>
    {
        WriteWarning($"To sign in, open {code.Address} in a browser and enter the code {code.UserCode} within {code.Life.TotalSeconds:0} seconds.");
        if (OpenBrowser && !Browser.TryOpen(code.AddressWithCode))
        {
            WriteWarning("No browser could be opened here.");
        }

        return true;
    });
}
