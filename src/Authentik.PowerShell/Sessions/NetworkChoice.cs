using System.Collections;
using System.Management.Automation;
using System.Security;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Commands;

/// <summary>The way to the server, from what was typed; what was not typed stays as it was, in a profile or by default.</summary>
internal sealed class NetworkChoice(ConnectCommand command)
{
    // They are ours to send.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Host", "Accept", "Content-Type", "Content-Length", "User-Agent" };

    private static readonly string[] OfTheWay =
    [
        nameof(command.SkipCertificateCheck), nameof(command.CaCertificatePath), nameof(command.Certificate), nameof(command.CertificatePath), nameof(command.CertificatePassword),
        nameof(command.Proxy), nameof(command.ProxyCredential), nameof(command.NoProxy), nameof(command.ConnectionTimeoutSeconds),
    ];

    /// <summary>The same options over the way that was typed.</summary>
    /// <exception cref="InputException">Something that was typed cannot be used.</exception>
    public SessionOptions Apply(SessionOptions options)
    {
        CheckTogether();
        var files = Files(options.Files);
        return options with
        {
            Files = files,
            Headers = command.Header is null ? options.Headers : [.. Headers(command.Header)],
            Network = Network(options.Network, files),
        };
    }

    private TransportOptions Network(TransportOptions network, FileSources files) => network with
    {
        SkipCertificateCheck = command.SkipCertificateCheck || network.SkipCertificateCheck,
        Authorities = files.Authorities is null ? network.Authorities : CertificateFiles.Authorities(files.Authorities),
        ClientCertificate = ClientCertificate(files) ?? network.ClientCertificate,
        Proxy = Proxy() ?? network.Proxy,
        ProxyCredential = command.ProxyCredential?.GetNetworkCredential() ?? network.ProxyCredential,
        NoProxy = command.NoProxy || network.NoProxy,
        ConnectTimeout = command.ConnectionTimeoutSeconds is { } connect ? TimeSpan.FromSeconds(connect) : network.ConnectTimeout,
        Timeout = command.OperationTimeoutSeconds is { } whole ? TimeSpan.FromSeconds(whole) : network.Timeout,
    };

    private FileSources Files(FileSources files) => new()
    {
        Authorities = Full(command.CaCertificatePath) ?? files.Authorities,
        Certificate = Full(command.CertificatePath) ?? files.Certificate,
        CertificatePassword = command.CertificatePassword ?? files.CertificatePassword,
    };

    private System.Security.Cryptography.X509Certificates.X509Certificate2? ClientCertificate(FileSources files)
    {
        if (command.Certificate is { } given)
        {
            return given.HasPrivateKey ? given : throw Wrong($"The certificate {given.Subject} has no private key, so it proves nothing to the server.", given);
        }

        return files.Certificate is null ? null : CertificateFiles.WithKey(files.Certificate, files.CertificatePassword);
    }

    private Uri? Proxy()
    {
        if (command.Proxy is not { } proxy)
        {
            return null;
        }

        if (!proxy.IsAbsoluteUri || proxy.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            throw Wrong($"'{AddressText.WithoutUser(proxy.OriginalString)}' is no address of a proxy. Give it as http://proxy.example.com:3128.", null);
        }

        return proxy.UserInfo.Length == 0 ? proxy : throw Wrong("The proxy's address holds a user name or password. Leave them out and use -ProxyCredential.", null);
    }

    private void CheckTogether()
    {
        if (command.Sandbox && OfTheWay.FirstOrDefault(command.MyInvocation.BoundParameters.ContainsKey) is { } typed)
        {
            throw Wrong($"-{typed} says how to reach a server, and a sandbox is in memory. Leave it out.", null);
        }

        if (command.NoProxy && command.Proxy is not null)
        {
            throw Wrong("-NoProxy and -Proxy contradict each other.", null);
        }

        if (command.Certificate is not null && command.CertificatePath is not null)
        {
            throw Wrong("-Certificate and -CertificatePath name two certificates; one can be shown.", null);
        }
    }

    private string? Full(string? path) => path is null ? null : command.GetUnresolvedProviderPathFromPSPath(path);

    private static IEnumerable<KeyValuePair<string, string>> Headers(IDictionary headers)
    {
        foreach (DictionaryEntry header in headers)
        {
            var name = LanguagePrimitives.ConvertTo<string>(header.Key);
            var value = Unwrap.Base(header.Value) is SecureString secret ? SecretText.Reveal(secret) : LanguagePrimitives.ConvertTo<string>(header.Value);
            if (!HeaderText.CanBeSent(name, value))
            {
                // Who writes a whole line as the name has the value in it.
                var start = HeaderText.Name(name);
                throw Wrong($"'{start}' is no header that can be sent: a name has letters, digits and hyphens, a value no line ends and nothing outside ASCII.", start);
            }

            yield return Own.Contains(name) ? throw Wrong($"The header {name} is the module's own. The token goes into -Token.", name) : new(name, value);
        }
    }

    private static InputException Wrong(string message, object? target) => new(InputProblem.InvalidValue, message, target);
}
