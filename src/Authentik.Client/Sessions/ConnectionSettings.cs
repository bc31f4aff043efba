using System.Text.Json.Serialization;
using Authentik.Transport;

namespace Authentik;

/// <summary>
/// How to connect to a server. Connect-Authentik fills it, the session keeps it and a profile saves it. Secrets are named here;
/// their values are kept elsewhere.
/// </summary>
public record ConnectionSettings
{
    internal const string CredentialSecret = "credential";
    internal const string CertificatePasswordSecret = "certificate-password";
    internal const string ProxyPasswordSecret = "proxy-password";

    /// <summary>The name of the session or the profile; empty for the server's host.</summary>
    [JsonIgnore]
    public string Name { get; init; } = string.Empty;

    /// <summary>The server's address, including the path that authentik runs below.</summary>
    [JsonRequired]
    public Uri? Uri { get; init; }

    /// <summary>How the session signs in.</summary>
    [JsonRequired]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public AuthenticationType Authentication { get; init; }

    /// <summary>The user of an app password; null for other ways to sign in.</summary>
    public string? Username { get; init; }

    /// <summary>The client id of the OAuth2 provider; null for an API token.</summary>
    public string? ClientId { get; init; }

    /// <summary>The scopes to request in addition to the API's.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The file with the workload's JWT; null for none.</summary>
    public string? AssertionPath { get; init; }

    /// <summary>True to accept any server certificate.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>True to refuse nothing because of the server's version.</summary>
    public bool SkipVersionCheck { get; init; }

    /// <summary>The file with the certificate authorities to trust; null for those that the system trusts.</summary>
    public string? CaCertificatePath { get; init; }

    /// <summary>The file with the client certificate; null for none.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The proxy; null for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user name for the proxy, with its domain as DOMAIN\user; null for none.</summary>
    public string? ProxyUsername { get; init; }

    /// <summary>True to use no proxy.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The names of the headers that every request carries; their values are secrets.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The time limit for connecting, in seconds.</summary>
    public double ConnectionTimeoutSeconds { get; init; }

    /// <summary>The time limit for a whole request, in seconds.</summary>
    public double OperationTimeoutSeconds { get; init; }

    /// <summary>The most bytes that a response may have; 0 for 256 MB in memory and 4 GB in a file.</summary>
    public long MaximumResponseSize { get; init; }

    /// <summary>The file that calls are written to; null for none. It belongs to a session and isn't saved.</summary>
    internal string? TracePath { get; init; }

    /// <summary>What applies where nothing else is specified.</summary>
    internal static ConnectionSettings Defaults { get; } = new()
    {
        ConnectionTimeoutSeconds = new TransportOptions().ConnectTimeout.TotalSeconds,
        OperationTimeoutSeconds = new TransportOptions().Timeout.TotalSeconds,
    };

    /// <summary>The names of the secrets that these settings can't do without.</summary>
    internal IEnumerable<string> RequiredSecrets
    {
        get
        {
            // With a device code, the user signs in again. A file with an assertion is read again.
            if (Authentication is not (AuthenticationType.DeviceCode or AuthenticationType.Assertion) || IsAssertionSecret)
            {
                yield return CredentialSecret;
            }

            if (ProxyUsername is not null)
            {
                yield return ProxyPasswordSecret;
            }

            foreach (var header in Headers)
            {
                yield return HeaderSecret(header);
            }
        }
    }

    /// <summary>
    /// Merges two layers: what these settings specify wins, the rest comes from the layer below. Typed settings go over saved
    /// ones, those over the environment's and the defaults. A property with its default value specifies nothing.
    /// </summary>
    internal ConnectionSettings Over(ConnectionSettings below) => new()
    {
        Name = Name.Length > 0 ? Name : below.Name,
        Uri = Uri ?? below.Uri,
        Authentication = Authentication != default ? Authentication : below.Authentication,
        Username = Username ?? below.Username,
        ClientId = ClientId ?? below.ClientId,
        Scopes = Scopes.Count > 0 ? Scopes : below.Scopes,
        AssertionPath = AssertionPath ?? below.AssertionPath,
        SkipCertificateCheck = SkipCertificateCheck || below.SkipCertificateCheck,
        SkipVersionCheck = SkipVersionCheck || below.SkipVersionCheck,
        CaCertificatePath = CaCertificatePath ?? below.CaCertificatePath,
        CertificatePath = CertificatePath ?? below.CertificatePath,
        Proxy = Proxy ?? below.Proxy,
        ProxyUsername = ProxyUsername ?? below.ProxyUsername,
        NoProxy = NoProxy || below.NoProxy,
        Headers = Headers.Count > 0 ? Headers : below.Headers,
        ConnectionTimeoutSeconds = ConnectionTimeoutSeconds > 0 ? ConnectionTimeoutSeconds : below.ConnectionTimeoutSeconds,
        OperationTimeoutSeconds = OperationTimeoutSeconds > 0 ? OperationTimeoutSeconds : below.OperationTimeoutSeconds,
        MaximumResponseSize = MaximumResponseSize > 0 ? MaximumResponseSize : below.MaximumResponseSize,
        TracePath = TracePath ?? below.TracePath,
    };

    private bool IsAssertionSecret => Authentication == AuthenticationType.Assertion && AssertionPath is null;

    /// <summary>The part that the transport needs, without the secrets and the files' contents.</summary>
    internal TransportOptions ToTransportOptions() => new()
    {
        SkipCertificateCheck = SkipCertificateCheck,
        Proxy = Proxy,
        NoProxy = NoProxy,
        ConnectTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
        Timeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
        MaximumResponseSize = MaximumResponseSize > 0 ? MaximumResponseSize : null,
    };

    /// <summary>True if these settings refer to the secret.</summary>
    internal bool UsesSecret(string name) =>
        name == CertificatePasswordSecret ? CertificatePath is not null : RequiredSecrets.Contains(name, StringComparer.Ordinal);

    /// <summary>The name of the secret that holds a header's value.</summary>
    internal static string HeaderSecret(string header) => $"header-{header}";
}

/// <summary>How a session signs in.</summary>
public enum AuthenticationType
{
    /// <summary>An API token that was created in authentik.</summary>
    ApiToken,

    /// <summary>A user's app password, which an OAuth2 provider exchanges for short-lived tokens.</summary>
    AppPassword,

    /// <summary>The client secret of an OAuth2 provider, which issues short-lived tokens for a user of its own.</summary>
    ClientSecret,

    /// <summary>A JWT from a workload's platform, which an OAuth2 provider exchanges for short-lived tokens.</summary>
    Assertion,

    /// <summary>A person who enters a code in a browser.</summary>
    DeviceCode,
}
