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

    /// <summary>
    /// Specifies the server's address, such as https://auth.example.com. The scheme defaults to https. A path is kept, for servers that
    /// don't run at the root. You can paste the address of a page from the browser. The default is AUTHENTIK_URL.
    /// </summary>
    [Parameter(ParameterSetName = TokenSet, Position = 0)]
    [Parameter(ParameterSetName = AppPasswordSet, Position = 0)]
    [Parameter(ParameterSetName = ClientSecretSet, Position = 0)]
    [Parameter(ParameterSetName = AssertionSet, Position = 0)]
    [Parameter(ParameterSetName = AssertionFileSet, Position = 0)]
    [Parameter(ParameterSetName = DeviceCodeSet, Position = 0)]
    [Alias("Url")]
    [ValidateNotNullOrEmpty]
    public string? Uri { get; set; }

    /// <summary>
    /// Specifies the API token, as a SecureString or a string. A string that you type ends up in the history; use Read-Host
    /// -AsSecureString or a vault instead. An app password isn't an API token. If you specify an address but no token, the command
    /// prompts for it. The default is AUTHENTIK_TOKEN.
    /// </summary>
    [Parameter(ParameterSetName = TokenSet, Position = 1)]
    [Alias("ApiToken")]
    [SecretTransform]
    public SecureString? Token { get; set; }

    /// <summary>
    /// Specifies the client id of the OAuth2 provider that issues the tokens. The provider needs an application, and the scope mapping
    /// 'authentik default OAuth Mapping: authentik API access'.
    /// </summary>
    [Parameter(ParameterSetName = AppPasswordSet, Mandatory = true)]
    [Parameter(ParameterSetName = ClientSecretSet, Mandatory = true)]
    [Parameter(ParameterSetName = AssertionSet, Mandatory = true)]
    [Parameter(ParameterSetName = AssertionFileSet, Mandatory = true)]
    [Parameter(ParameterSetName = DeviceCodeSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>Specifies a user name and app password. The user must be allowed to open the provider's application.</summary>
    [Parameter(ParameterSetName = AppPasswordSet, Mandatory = true)]
    [ValidateNotNull]
    [RequireType(typeof(PSCredential), "a user name and app password as Get-Credential returns them")]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Specifies the provider's client secret. authentik then acts as a user that it creates for the provider, and that has no
    /// permissions until you assign a role.
    /// </summary>
    [Parameter(ParameterSetName = ClientSecretSet, Mandatory = true)]
    [SecretTransform]
    public SecureString? ClientSecret { get; set; }

    /// <summary>
    /// Specifies a JWT from an issuer that the provider trusts. It can be used until it expires; use -AssertionPath for longer
    /// sessions.
    /// </summary>
    [Parameter(ParameterSetName = AssertionSet, Mandatory = true)]
    [SecretTransform]
    public SecureString? Assertion { get; set; }

    /// <summary>
    /// Specifies a file with such a JWT, as Kubernetes and other platforms provide it to a workload. The file is read again for every
    /// token, so that a new JWT is used when the platform writes one.
    /// </summary>
    [Parameter(ParameterSetName = AssertionFileSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? AssertionPath { get; set; }

    /// <summary>
    /// Indicates that a person signs in. The command shows a code and an address, and waits until somebody has entered the code there
    /// and signed in. The brand needs a device code flow. If the provider is a public client with the scope mapping for offline_access,
    /// the sign-in is renewed without the person. Press Ctrl+C to stop waiting.
    /// </summary>
    [Parameter(ParameterSetName = DeviceCodeSet, Mandatory = true)]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Indicates that the address is also opened in this machine's browser.</summary>
    [Parameter(ParameterSetName = DeviceCodeSet)]
    public SwitchParameter OpenBrowser { get; set; }

    /// <summary>Specifies scopes to request in addition to goauthentik.io/api, which is always requested.</summary>
    [Parameter(ParameterSetName = AppPasswordSet)]
    [Parameter(ParameterSetName = ClientSecretSet)]
    [Parameter(ParameterSetName = AssertionSet)]
    [Parameter(ParameterSetName = AssertionFileSet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [];

    /// <summary>Specifies the name of a saved profile. Other parameters override the saved settings.</summary>
    [Parameter(ParameterSetName = ProfileSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>Indicates that the server is an authentik in memory, for trying things out and for testing runbooks.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>
    /// Specifies the version of authentik that the sandbox emulates, such as 2024.10.2. The default is the newest version that the
    /// module knows.
    /// </summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateNotNullOrEmpty]
    public string? Version { get; set; }

    /// <summary>
    /// Specifies a JSON file with objects to create in the sandbox. It has a list of objects for each noun, with the API's field names
    /// and with names instead of ids.
    /// </summary>
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
            Username = Credential?.UserName,
            Scopes = Scope,
            AssertionPath = FullPath(AssertionPath, nameof(AssertionPath)),
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
