using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Commands;

/// <content>The parameters: where to, as whom, over which way, and what of it to keep.</content>
public sealed partial class ConnectCommand
{
    internal const string TokenSet = "Token";
    internal const string AppPasswordSet = "AppPassword";
    internal const string ClientSecretSet = "ClientSecret";
    internal const string AssertionSet = "Assertion";
    internal const string AssertionFileSet = "AssertionFile";
    internal const string DeviceCodeSet = "DeviceCode";
    internal const string ProfileSet = "Profile";
    internal const string SandboxSet = "Sandbox";

    /// <summary>The server's address, with the path below which authentik runs, if any; the one in the environment where none is given.</summary>
    [Parameter(ParameterSetName = TokenSet, Position = 0)]
    [Parameter(ParameterSetName = AppPasswordSet, Position = 0)]
    [Parameter(ParameterSetName = ClientSecretSet, Position = 0)]
    [Parameter(ParameterSetName = AssertionSet, Position = 0)]
    [Parameter(ParameterSetName = AssertionFileSet, Position = 0)]
    [Parameter(ParameterSetName = DeviceCodeSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Uri { get; set; }

    /// <summary>An API token; with the address from the environment, that of the environment where none is given.</summary>
    [Parameter(ParameterSetName = TokenSet, Position = 1)]
    [SecretTransform]
    public SecureString? Token { get; set; }

    /// <summary>The client id of the OAuth2 provider that gives tokens for the API.</summary>
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

    /// <summary>The provider's own secret.</summary>
    [Parameter(ParameterSetName = ClientSecretSet, Mandatory = true)]
    [SecretTransform]
    public SecureString? ClientSecret { get; set; }

    /// <summary>A JWT that the workload's platform gave it.</summary>
    [Parameter(ParameterSetName = AssertionSet, Mandatory = true)]
    [SecretTransform]
    public SecureString? Assertion { get; set; }

    /// <summary>A file with such a JWT, read again for every token.</summary>
    [Parameter(ParameterSetName = AssertionFileSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? AssertionPath { get; set; }

    /// <summary>Signs a person in who enters a code in a browser.</summary>
    [Parameter(ParameterSetName = DeviceCodeSet, Mandatory = true)]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Opens the page for the code in the browser of this machine.</summary>
    [Parameter(ParameterSetName = DeviceCodeSet)]
    public SwitchParameter OpenBrowser { get; set; }

    /// <summary>Scopes to ask for beside that of the API.</summary>
    [Parameter(ParameterSetName = AppPasswordSet)]
    [Parameter(ParameterSetName = ClientSecretSet)]
    [Parameter(ParameterSetName = AssertionSet)]
    [Parameter(ParameterSetName = AssertionFileSet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [];

    /// <summary>A saved profile.</summary>
    [Parameter(ParameterSetName = ProfileSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

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
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>A file with the authorities that the server's certificate may come from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CaCertificatePath { get; set; }

    /// <summary>A certificate with its private key, for a server that asks who comes.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>A file with such a certificate and key, PEM or PKCS #12.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The password of that file.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The proxy to go through.</summary>
    [Parameter]
    [ValidateNotNull]
    [ProxyTransform]
    public Uri? Proxy { get; set; }

    /// <summary>Who to be at the proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    [GivenAs(typeof(PSCredential), "a name and password as Get-Credential does")]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Goes through no proxy, whatever the system names.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Headers that every request carries.</summary>
    [Parameter]
    [ValidateNotNull]
    [GivenAs(typeof(IDictionary), "headers as a hashtable, such as @{ 'X-Name' = 'value' }")]
    public IDictionary? Header { get; set; }

    /// <summary>The time that connecting may take, in seconds from 1.</summary>
    [Parameter]
    [ValidateRange(1, MostSeconds)]
    public int? ConnectionTimeoutSeconds { get; set; }

    /// <summary>The time that one request may take in all, in seconds from 1.</summary>
    [Parameter]
    [ValidateRange(1, MostSeconds)]
    public int? OperationTimeoutSeconds { get; set; }

    /// <summary>A file that calls are written to, without secrets.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    /// <summary>Refuses nothing for the server's version.</summary>
    [Parameter]
    public SwitchParameter SkipVersionCheck { get; set; }

    /// <summary>Returns the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // A day; what takes longer has stopped.
    private const int MostSeconds = 86400;
}
