using System.Net;
using System.Security.Authentication;

namespace Authentik.Transport;

/// <summary>Tells why no response arrived, from what .NET throws.</summary>
internal sealed class FaultReader(TransportOptions options, ProxyChoice proxy, ClientCertificate clientCertificate)
{
    private const HttpStatusCode AuthenticationRequired = HttpStatusCode.ProxyAuthenticationRequired;

    /// <summary>True for what .NET throws when no whole response arrives.</summary>
    public static bool CanRead(Exception error) => error is
        HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException || IsUndecodable(error);

    /// <summary>The time for the request ran out.</summary>
    public TransportException TimedOut(Exception? error) =>
        new(TransportFault.TimedOut, $"none arrived within {Words(options.Timeout)}.", error);

    /// <summary>The proxy's response in place of the server's, which never sends this one.</summary>
    public TransportException ProxyWantsCredential(Uri uri) => Unsent(TransportFault.Proxy, WantsCredential(Called(proxy.For(uri))));

    /// <summary>Anything else.</summary>
    public TransportException Read(Uri uri, Exception? error)
    {
        var causes = Causes(error).ToList();
        return Undecodable(causes)
            ?? ConnectTimedOut(uri, causes)
            ?? ProxyFailed(uri, causes)
            ?? Refused(uri, causes)
            ?? Suspected(uri, causes)
            ?? Failed(uri, causes);
    }

    private static TransportException Unsent(TransportFault fault, string message, Exception? cause = null, TlsFlaws flaws = default) =>
        new(fault, message, cause) { Flaws = flaws, MayHaveArrived = false };

    private static IEnumerable<Exception> Causes(Exception? error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static TransportException? Undecodable(List<Exception> causes) => causes.Exists(IsUndecodable)
        ? new TransportException(TransportFault.Undecodable, "it isn't compressed as its Content-Encoding header says.", causes[0])
        : null;

    // Each kind of compression throws another one.
    private static bool IsUndecodable(Exception error) =>
        error is InvalidDataException || (error is InvalidOperationException and not ObjectDisposedException)
        || (error is IOException && error.GetType().Name == "ZLibException");

    // The request's own time is told apart before; only connecting has another.
    private TransportException? ConnectTimedOut(Uri uri, List<Exception> causes) => causes.Exists(cause => cause is TimeoutException)
        ? Unsent(
            TransportFault.TimedOut,
            $"the connection was not established within {Words(options.ConnectTimeout)}{Through(uri)}.",
            causes[0])
        : null;

    private TransportException? ProxyFailed(Uri uri, List<Exception> causes) =>
        causes.Count > 0 && proxy.For(uri) is { } address && AtProxy(Called(address), causes[0]) is { } words
            ? Unsent(TransportFault.Proxy, words, causes[0])
            : null;

    // With a proxy on the way, it alone is connected to.
    private string? AtProxy(string called, Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            $"{called} can't be reached: {Sentence(error)}",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: AuthenticationRequired } =>
            WantsCredential(called),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status } =>
            $"{called} doesn't let requests through to the server (status {(int)status}).",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            $"{called} couldn't connect to the server: {Sentence(error.GetBaseException())}",
        NotSupportedException => $"{called} can't be used: {Sentence(error)}",
        _ => null,
    };

    private TransportException? Refused(Uri uri, List<Exception> causes)
    {
        if (causes.OfType<CertificateRefusedException>().FirstOrDefault() is not { } refused)
        {
            return null;
        }

        var isProxys = proxy.For(uri) is not null && (uri.Scheme == Uri.UriSchemeHttp || refused.Host != uri.IdnHost);
        return isProxys
            ? Unsent(TransportFault.Proxy, $"the certificate of {Called(proxy.For(uri))} was not accepted: {refused.Message}", causes[0])
            : Unsent(TransportFault.Tls, refused.Message, causes[0], refused.Flaws);
    }

    // An alert, or a close in its place, before anything was sent back.
    private TransportException? Suspected(Uri uri, List<Exception> causes)
    {
        var isBreak = causes.OfType<HttpRequestException>().FirstOrDefault()?.HttpRequestError
            is HttpRequestError.ResponseEnded or HttpRequestError.SecureConnectionError or HttpRequestError.Unknown;
        return isBreak && uri.Scheme == Uri.UriSchemeHttps && clientCertificate.IsSuspect && !IsNoTls(causes)
            ? new TransportException(TransportFault.Tls, clientCertificate.Suspicion, causes[0]) { Flaws = TlsFlaws.ClientCertificate }
            : null;
    }

    private TransportException Failed(Uri uri, List<Exception> causes)
    {
        if (IsNoTls(causes))
        {
            return Unsent(
                TransportFault.Connection,
                "the server doesn't use TLS. Its address may begin with http:// instead of https://.",
                causes[0]);
        }

        var words = causes switch
        {
            [] => "the connection failed",
            _ when causes.Any(cause => cause is AuthenticationException) =>
                $"the two sides have no TLS version in common ({causes[^1].Message.TrimEnd('.')})",
            _ => causes[^1].Message.TrimEnd('.'),
        };
        return new TransportException(TransportFault.Connection, words + Through(uri) + ".", causes.FirstOrDefault())
        {
            MayHaveArrived = !HasNoConnection(causes),
        };
    }

    private static bool HasNoConnection(List<Exception> causes) => causes.OfType<HttpRequestException>().Any(error => error.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError);

    // What the other side says has a cause below it; what could not even be read has none.
    private static bool IsNoTls(List<Exception> causes) => causes is [.., AuthenticationException];

    private string WantsCredential(string called) => proxy.HasCredential
        ? $"{called} didn't accept the user name and password (status 407)."
        : $"{called} requires a user name and password (status 407).";

    private string Through(Uri uri) => proxy.For(uri) is { } address ? $" through {Called(address)}" : string.Empty;

    private static string Called(Uri? proxy) => proxy is null ? "a proxy" : $"the proxy {proxy.GetLeftPart(UriPartial.Authority)}";

    private static string Sentence(Exception error) => error.Message.TrimEnd('.') + ".";

    private static string Words(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.##} s");
}
