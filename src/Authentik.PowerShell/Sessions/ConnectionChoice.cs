using System.Security;
using Authentik.Profiles;
using Authentik.Sessions;
using Authentik.Sessions.Credentials;

namespace Authentik.Commands;

/// <summary>What a session is made of, from what was typed: where to, and as whom. The way there is <see cref="NetworkChoice"/>.</summary>
internal sealed class ConnectionChoice(ConnectCommand command)
{
    /// <summary>The options.</summary>
    /// <exception cref="InputException">Something that was typed cannot be used, or is missing.</exception>
    public SessionOptions Options()
    {
        var start = command.ParameterSetName switch
        {
            ConnectCommand.SandboxSet => SandboxServer.Options(command.Version),
            ConnectCommand.ProfileSet => FromProfile(command.Profile!),
            _ => ToServer(),
        };
        var options = new NetworkChoice(command).Apply(start) with
        {
            Name = command.Name ?? start.Name,
            SkipVersionCheck = command.SkipVersionCheck || start.SkipVersionCheck,
            TracePath = command.TracePath is null ? null : command.GetUnresolvedProviderPathFromPSPath(command.TracePath),
        };
        return options with { Network = options.Network with { UserAgent = UserAgent } };
    }

    private string UserAgent => $"Authentik-PowerShell/{GetType().Assembly.GetName().Version?.ToString(3)} PowerShell/{command.Host.Version}";

    // The token of the environment goes to the server of the environment only.
    private SessionOptions ToServer()
    {
        var isElsewhere = command.Uri is not null;
        var options = new SessionOptions(command.Uri ?? ConnectionEnvironment.Url, Credential(isElsewhere));
        var isInsecure = !isElsewhere && ConnectionEnvironment.IsInsecure;
        return options with { Network = options.Network with { SkipCertificateCheck = isInsecure } };
    }

    private SessionCredential Credential(bool isElsewhere) => command.ParameterSetName switch
    {
        ConnectCommand.TokenSet => new TokenCredential(Token(isElsewhere)),
        ConnectCommand.AppPasswordSet => new AppPasswordCredential(command.ClientId!, command.Credential!.UserName, command.Credential.Password) { MoreScopes = command.Scope },
        ConnectCommand.ClientSecretSet => new ClientSecretCredential(command.ClientId!, command.ClientSecret!) { MoreScopes = command.Scope },
        ConnectCommand.AssertionSet => new AssertionCredential(command.ClientId!, command.Assertion, null) { MoreScopes = command.Scope },
        ConnectCommand.AssertionFileSet => new AssertionCredential(command.ClientId!, null, command.GetUnresolvedProviderPathFromPSPath(command.AssertionPath!)) { MoreScopes = command.Scope },
        _ => new DeviceCredential(command.ClientId!, command.ShowAsync) { MoreScopes = command.Scope },
    };

    // The other way round it would be asked for in the DNS, and named in the error.
    private SecureString Token(bool isElsewhere) => command.IsSwapped
        ? throw new InputException(InputProblem.InvalidValue, "There is an address in the place of the token. Perhaps -Uri and -Token changed places: the address comes first.")
        : command.Token ?? (isElsewhere ? command.AskForToken() : ConnectionEnvironment.Token);

    private SessionOptions FromProfile(string name)
    {
        var saved = new ProfileStore().Read(name);
        return ProfileMapping.ToOptions(saved.Profile, new ProfileSecrets(command).Get(saved), command.ShowAsync) with { Name = saved.Profile.Name };
    }
}
