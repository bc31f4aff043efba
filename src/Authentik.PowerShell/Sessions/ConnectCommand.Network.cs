using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <content>How to reach the server, and what applies to the session: the parameters, and the settings that they fill.</content>
public sealed partial class ConnectCommand
{
    // A day. What takes longer doesn't respond any more.
    private const int LongestTimeout = 86400;

    private const long SmallestResponse = 1024;
    private const long LargestResponse = 1L << 40;

    // The module sets these itself.
    private static readonly HashSet<string> OwnHeaders =
        new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Host", "Accept", "Content-Type", "Content-Length", "User-Agent" };

    private static readonly string[] NetworkParameters =
    [
        nameof(SkipCertificateCheck), nameof(CaCertificatePath), nameof(Certificate), nameof(CertificatePath), nameof(CertificatePassword),
        nameof(Proxy), nameof(ProxyCredential), nameof(NoProxy), nameof(ConnectionTimeoutSeconds),
    ];

    /// <summary>
    /// Specifies the name of the session, for Get-AuthentikSession and the -Session parameter. The default is the profile's name or the
    /// server's host.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>
    /// Indicates that any server certificate is accepted, with a warning each time. Anyone on the network path can then read the token,
    /// so use it only in test environments.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>
    /// Specifies a file with the certificate authorities to trust, in PEM or DER format. They replace the authorities that the system
    /// trusts.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CaCertificatePath { get; set; }

    /// <summary>
    /// Specifies a client certificate with its private key, for servers that require one. Use Get-PfxCertificate or the Cert drive to
    /// get one.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Specifies a file with a client certificate and its private key, in PEM or PFX format.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>Specifies the password of the client certificate's file.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>Specifies the proxy to use, such as http://proxy.example.com:3128. The default is the system's proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    [ProxyTransform]
    public Uri? Proxy { get; set; }

    /// <summary>Specifies the user name and password for the proxy, including the system's.</summary>
    [Parameter]
    [ValidateNotNull]
    [RequireType(typeof(PSCredential), "a user name and password as Get-Credential returns them")]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Indicates that no proxy is used, not even the system's.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>
    /// Specifies headers that every request carries, for an access proxy in front of the server. Their values are treated as secrets
    /// and can be SecureStrings.
    /// </summary>
    [Parameter]
    [Alias("Headers")]
    [ValidateNotNull]
    [RequireType(typeof(IDictionary), "the headers as a hashtable, such as @{ 'X-Name' = 'value' }")]
    public IDictionary? Header { get; set; }

    /// <summary>Specifies the time limit for connecting, from 1 to 86400 seconds. The default is 15.</summary>
    [Parameter]
    [ValidateRange(1, LongestTimeout)]
    public int? ConnectionTimeoutSeconds { get; set; }

    /// <summary>
    /// Specifies the time limit for a whole request, from 1 to 86400 seconds. The default is 100. The download of a file can take
    /// longer, as long as it doesn't pause for that time.
    /// </summary>
    [Parameter]
    [ValidateRange(1, LongestTimeout)]
    public int? OperationTimeoutSeconds { get; set; }

    /// <summary>
    /// Specifies the most bytes that a response may have after it was decompressed, such as 500MB. The default is 256 MB, and 4 GB for a
    /// response that is written to a file.
    /// </summary>
    [Parameter]
    [ValidateRange(SmallestResponse, LargestResponse)]
    public long? MaximumResponseSize { get; set; }

    /// <summary>
    /// Specifies a file that every call of the session is written to, with headers and bodies as -Debug shows them, but without
    /// secrets. The calls are appended to the file, and only its owner can read it.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    /// <summary>
    /// Indicates that the command connects to versions of authentik that the module doesn't know, and that nothing is refused because
    /// of the server's version. A server silently ignores what it doesn't know.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipVersionCheck { get; set; }

    /// <summary>Returns the session. By default, the command returns nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private Connection TypedNetwork()
    {
        CheckCombinations();
        var secrets = new Dictionary<string, SecureString>(StringComparer.Ordinal);
        var headers = ReadHeaders();
        headers.ForEach(header => AddSecret(ConnectionSettings.HeaderSecret(header.Key), header.Value));
        AddSecret(ConnectionSettings.CertificatePasswordSecret, CertificatePassword);
        AddSecret(ConnectionSettings.ProxyPasswordSecret, ProxyCredential?.Password);
        var settings = new ConnectionSettings
        {
            Name = Name ?? string.Empty,
            SkipCertificateCheck = SkipCertificateCheck,
            SkipVersionCheck = SkipVersionCheck,
            CaCertificatePath = FullPath(CaCertificatePath, nameof(CaCertificatePath)),
            CertificatePath = FullPath(CertificatePath, nameof(CertificatePath)),
            Proxy = CheckedProxy(),
            ProxyUsername = ProxyCredential is null ? null : NameWithDomain(ProxyCredential.GetNetworkCredential()),
            NoProxy = NoProxy,
            Headers = [.. headers.Select(header => header.Key)],
            ConnectionTimeoutSeconds = ConnectionTimeoutSeconds ?? 0,
            OperationTimeoutSeconds = OperationTimeoutSeconds ?? 0,
            MaximumResponseSize = MaximumResponseSize ?? 0,
            TracePath = FullPath(TracePath, nameof(TracePath)),
        };
        return new Connection(settings, secrets) { Certificate = CheckedCertificate() };

        void AddSecret(string name, SecureString? secret)
        {
            if (secret is not null)
            {
                secrets[name] = secret;
            }
        }
    }

    private void CheckCombinations()
    {
        if (Sandbox && NetworkParameters.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } typed)
        {
            throw Invalid($"-{typed} can't be used with -Sandbox, because a sandbox is reached without a network. Omit it.");
        }

        if (NoProxy && Proxy is not null)
        {
            throw Invalid("-NoProxy and -Proxy can't be used together. Omit one of them.");
        }

        if (Certificate is not null && CertificatePath is not null)
        {
            throw Invalid("-Certificate and -CertificatePath can't be used together. Omit one of them.");
        }
    }

    private X509Certificate2? CheckedCertificate() => Certificate is { HasPrivateKey: false }
        ? throw Invalid($"The certificate {Certificate.Subject} has no private key. Specify one that has.", Certificate)
        : Certificate;

    private Uri? CheckedProxy()
    {
        if (Proxy is null)
        {
            return null;
        }

        if (!Proxy.IsAbsoluteUri || Proxy.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            var shown = AddressText.RemoveUser(Proxy.OriginalString);
            throw Invalid($"'{shown}' isn't a valid proxy address. Specify it as http://proxy.example.com:3128.");
        }

        return Proxy.UserInfo.Length == 0
            ? Proxy
            : throw Invalid("The proxy's address contains a user name or password. Omit them and use -ProxyCredential.");
    }

    private List<KeyValuePair<string, SecureString>> ReadHeaders()
    {
        var headers = new List<KeyValuePair<string, SecureString>>();
        foreach (DictionaryEntry header in Header ?? new Hashtable())
        {
            var name = LanguagePrimitives.ConvertTo<string>(header.Key);
            var value = Unwrap.Base(header.Value) is SecureString secret
                ? SecretText.Reveal(secret)
                : LanguagePrimitives.ConvertTo<string>(header.Value);
            if (!Connection.CanSendHeader(name, value))
            {
                // A whole line in the place of the name contains the value.
                var start = Connection.HeaderNameIn(name);
                throw Invalid(
                    $"The header '{start}' isn't valid. Use letters, digits, hyphens and underscores in the name, and one line of ASCII "
                        + "characters as the value.",
                    start);
            }

            headers.Add(OwnHeaders.Contains(name)
                ? throw Invalid($"The header {name} can't be set, because the module sets it. Use -Token for the token.", name)
                : new(name, SecretText.Protect(value)));
        }

        return headers;
    }

    private static string NameWithDomain(NetworkCredential user) =>
        user.Domain.Length == 0 ? user.UserName : $"{user.Domain}\\{user.UserName}";

    private static InputException Invalid(string message, object? target = null) => new(InputProblem.InvalidValue, message, target);
}

/// <summary>Converts a proxy's address. PowerShell's own error would repeat an invalid one with the password in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProxyTransformAttribute : TransformAttribute
{
    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        null => null,
        Uri uri => uri,
        string text when Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) => uri,
        _ => throw new ArgumentException("The proxy isn't a valid address. Specify it as http://proxy.example.com:3128."),
    };
}
