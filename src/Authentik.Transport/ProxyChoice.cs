using System.Net;

namespace Authentik.Transport;

/// <summary>Which proxy a request goes through.</summary>
internal sealed class ProxyChoice
{
    private readonly bool usesSystem;

    public ProxyChoice(TransportOptions options)
    {
        usesSystem = options is { NoProxy: false, Handler: null };
        var credential = options.ProxyCredential ?? InAddress(options.Proxy);
        HasCredential = credential is not null;
        if (usesSystem && options.Proxy is { } address)
        {
            Chosen = new WebProxy(Bare(address)) { Credentials = credential };
        }
    }

    /// <summary>The one the options name; null for the one the system names, if any.</summary>
    public IWebProxy? Chosen { get; }

    /// <summary>True when the proxy is told who we are.</summary>
    public bool HasCredential { get; }

    /// <summary>The proxy on the way to this address, without a name or password; null when there is none.</summary>
    public Uri? For(Uri uri)
    {
        var proxy = Chosen ?? (usesSystem ? HttpClient.DefaultProxy : null);
        return proxy is null || proxy.IsBypassed(uri) || proxy.GetProxy(uri) is not { } address ? null : Bare(address);
    }

    // An address is shown in messages, those of .NET too.
    private static Uri Bare(Uri address) => new(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));

    private static NetworkCredential? InAddress(Uri? address)
    {
        if (string.IsNullOrEmpty(address?.UserInfo))
        {
            return null;
        }

        var parts = address.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
    }
}
