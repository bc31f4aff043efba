using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <content>Which server to connect to, and how to sign in: the parameters, and the settings that they fill.</content>
public sealed partial class ConnectCommand
{
    private const string TokenSet = "Token";
    private const string AppPasswordSet = "AppPassword";
    private const string ClientSecretSet = "ClientSecret";
    private const string AssertionSet = "Assertion";
    private const string AssertionFileSet = "AssertionFile";
    private const string DeviceCodeSet = "DeviceCode";
    private const string ProfileSet = "Profile";
    private const string SandboxSet = "Sandbox";

    /// <summary>The server's address, including the path that authentik runs below. The default is the environment's.</summary>
    [Parameter(ParameterSetName = TokenSet, Position = 0)]
    [Parameter(ParameterSetName = AppPasswordSet, Position = 0)]
    [Parameter(ParameterSetName = ClientSecretSet, Position = 0)]
    [Parameter(ParameterSetName = AssertionSet, Position = 0)]
    [Parameter(ParameterSetName = AssertionFileSet, Position = 0)]
    [Parameter(ParameterSetName = DeviceCodeSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Uri { get; set; }

    /// <summary>An API token. The default for the server of the environment is the environment's.</summary>
    [Parameter(ParameterSetName = TokenSet, Position = 1)]
    [SecretTransform]
    public SecureString? Token { get; set; }

    /// <summary>The client id of the OAuth2 provider that issues tokens for the API.</summary>
    [Parameter(ParameterSetName = AppPasswordSet, Mandatory = true)]
    [Parameter(ParameterSetName = ClientSecretSet, Mandatory = true)]
    [Parameter(ParameterSetName = AssertionSet, Mandatory = true)]
    [Parameter(ParameterSetName = AssertionFileSet, Mandatory = true)]
    [Parameter(ParameterSetName = DeviceCodeSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>A user's name and app password.</summary>
    [Parameter(ParameterSetName = AppPasswordSet, Mandatory = true)]
    [ValidateNotNull]
    [GivenAs(typeof(PSCredential), "a user's name and app password as Get-Credential does")]
    public PSCredential? Credential { get; set; }

    /// <summary>The provider's client secret.</summary>
    [Parameter(ParameterSetName = ClientSecretSet, Mandatory = true)]
    [SecretTransform]
    public SecureString? ClientSecret { get; set; }

    /// <summary>A JWT from the workload's platform.</summary>
    [Parameter(ParameterSetName = AssertionSet, Mandatory = true)]
    [SecretTransform]
    public SecureString? Assertion { get; set; }

    /// <summary>A file with a JWT from the workload's platform, read again for every token.</summary>
    [Parameter(ParameterSetName = AssertionFileSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? AssertionPath { get; set; }

    /// <summary>Indicates that a person signs in by entering a code in a browser.</summary>
    [Parameter(ParameterSetName = DeviceCodeSet, Mandatory = true)]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Opens the page for the code in this machine's browser.</summary>
    [Parameter(ParameterSetName = DeviceCodeSet)]
    public SwitchParameter OpenBrowser { get; set; }

    /// <summary>Scopes to request in addition to the API's.</summary>
    [Parameter(ParameterSetName = AppPasswordSet)]
    [Parameter(ParameterSetName = ClientSecretSet)]
    [Parameter(ParameterSetName = AssertionSet)]
    [Parameter(ParameterSetName = AssertionFileSet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [];

    /// <summary>The name of a saved profile.</summary>
    [Parameter(ParameterSetName = ProfileSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>Connects to an authentik in memory.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>The version of authentik that the sandbox emulates. The default is the newest known one.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateNotNullOrEmpty]
    public string? Version { get; set; }

    /// <summary>A file with objects to create in the sandbox in addition to those of a new installation.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateNotNullOrEmpty]
    public string? SandboxPath { get; set; }

    // The server's address in the place of the token: the token may then be in the place of the address.
    private bool IsSwapped => Token is not null && SecretText.Reveal(Token).Contains("://", StringComparison.Ordinal);

    private Connection TypedSignIn()
    {
        // Otherwise the token would be looked up in the DNS, and the error would show it.
        if (IsSwapped)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                "The token is an address. -Uri and -Token may be swapped: specify the address first, then the token.");
        }

        var settings = new ConnectionSettings
        {
            Uri = Uri is null ? null : ServerAddress.Parse(Uri),
            Authentication = ParameterSetName switch
            {
                AppPasswordSet => AuthenticationType.AppPassword,
                ClientSecretSet => AuthenticationType.ClientSecret,
                AssertionSet or AssertionFileSet => AuthenticationType.Assertion,
                DeviceCodeSet => AuthenticationType.DeviceCode,
                _ => AuthenticationType.ApiToken,
            },
            ClientId = ClientId,
            UserName = Credential?.UserName,
            Scope = Scope,
            AssertionPath = FullPath(AssertionPath),
        };
        var secrets = new Dictionary<string, SecureString>(StringComparer.Ordinal);
        if (TypedCredential() is { } credential)
        {
            secrets[ConnectionSettings.CredentialSecret] = credential;
        }

        return new Connection(settings, secrets) { ShowDeviceCode = ShowAsync };
    }

    private SecureString? TypedCredential() => ParameterSetName switch
    {
        TokenSet => Token ?? (Uri is null ? null : AskForToken()),
        AppPasswordSet => Credential!.Password,
        ClientSecretSet => ClientSecret,
        AssertionSet => Assertion,
        _ => null,
    };

    // As PowerShell asks for a mandatory parameter.
    private SecureString AskForToken()
    {
        if (!HostQuestions.CanAsk(Host))
        {
            throw new InputException(
                InputProblem.MissingValue,
                "No way to sign in was specified. Use -Token with an API token; -ClientId with -Credential, -ClientSecret, -AssertionPath "
                    + "or -DeviceCode; or -Profile.",
                Uri);
        }

        var field = new FieldDescription(nameof(Token));
        field.SetParameterType(typeof(SecureString));
        return (SecureString)Host.UI.Prompt(string.Empty, $"API token for {Uri}", [field])[nameof(Token)].BaseObject;
    }
}
