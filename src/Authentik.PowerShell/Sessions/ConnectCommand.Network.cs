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

    // The module sets these itself.
    private static readonly HashSet<string> OwnHeaders =
        new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Host", "Accept", "Content-Type", "Content-Length", "User-Agent" };

    private static readonly string[] NetworkParameters =
    [
        nameof(SkipCertificateCheck), nameof(CaCertificatePath), nameof(Certificate), nameof(CertificatePath), nameof(CertificatePassword),
        nameof(Proxy), nameof(ProxyCredential), nameof(NoProxy), nameof(ConnectionTimeoutSeconds),
    ];

    /// <summary>The name of the session. The default is the profile's name or the server's host.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Accepts any server certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>A file with the certificate authorities to trust.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CaCertificatePath { get; set; }

    /// <summary>A client certificate with its private key.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>A file with a client certificate and its private key, in PEM or PKCS #12 format.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The password of the client certificate's file.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The proxy to use.</summary>
    [Parameter]
    [ValidateNotNull]
    [ProxyTransform]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    [GivenAs(typeof(PSCredential), "a name and password as Get-Credential does")]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy, not even the system's.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Headers that every request carries.</summary>
    [Parameter]
    [ValidateNotNull]
    [GivenAs(typeof(IDictionary), "headers as a hashtable, such as @{ 'X-Name' = 'value' }")]
    public IDictionary? Header { get; set; }

    /// <summary>The time limit for connecting, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, LongestTimeout)]
    public int? ConnectionTimeoutSeconds { get; set; }

    /// <summary>The time limit for a whole request, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, LongestTimeout)]
    public int? OperationTimeoutSeconds { get; set; }

    /// <summary>A file to write calls to, without secrets.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    /// <summary>Refuses nothing because of the server's version.</summary>
    [Parameter]
    public SwitchParameter SkipVersionCheck { get; set; }

    /// <summary>Returns the session.</summary>
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
            CaCertificatePath = FullPath(CaCertificatePath),
            CertificatePath = FullPath(CertificatePath),
            Proxy = CheckedProxy(),
            ProxyUserName = ProxyCredential is null ? null : NameWithDomain(ProxyCredential.GetNetworkCredential()),
            NoProxy = NoProxy,
            Header = [.. headers.Select(header => header.Key)],
            ConnectionTimeoutSeconds = ConnectionTimeoutSeconds ?? 0,
            OperationTimeoutSeconds = OperationTimeoutSeconds ?? 0,
            TracePath = FullPath(TracePath),
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
            var shown = AddressText.WithoutUser(Proxy.OriginalString);
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
