using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Transport;

/// <summary>Sends requests over the network. It knows nothing of authentik: no retries, no meaning of a status.</summary>
/// <remarks>Implementations are safe to use from many threads, never follow a redirect and keep no cookies.</remarks>
public interface ITransport : IDisposable
{
    /// <summary>Sends one request and reads the response.</summary>
    /// <exception cref="TransportException">No response arrived.</exception>
    /// <exception cref="IOException">The response can't be written into the request's sink.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellation);
}

/// <summary>One request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">The whole address.</param>
/// <param name="Headers">The headers, those of the body aside.</param>
/// <param name="Body">The body, or null.</param>
public sealed record TransportRequest(
    HttpMethod Method, Uri Uri, IReadOnlyList<KeyValuePair<string, string>> Headers, TransportBody? Body = null)
{
    /// <summary>Where the body of a successful response goes instead of into memory; null for memory.</summary>
    public Stream? Sink { get; init; }

    /// <summary>True if nobody needs the body of a successful response after the response was disposed of.</summary>
    public bool LendsBody { get; init; }
}

/// <summary>The body of a request.</summary>
public abstract record TransportBody
{
    private TransportBody()
    {
    }

    /// <summary>JSON, in UTF-8.</summary>
    public sealed record Json(ReadOnlyMemory<byte> Content) : TransportBody;

    /// <summary>A form of names and values, as the token endpoint takes it.</summary>
    public sealed record Form(IReadOnlyList<KeyValuePair<string, string>> Fields) : TransportBody;

    /// <summary>A form of several parts with one file, as uploads want it, or with none.</summary>
    public sealed record Upload(
        string? FieldName, string? FileName, Func<Stream>? Open, IReadOnlyList<KeyValuePair<string, string>> Fields) : TransportBody;
}

/// <summary>One response.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">All headers, those of the body too; several values of one name come several times.</param>
/// <param name="Content">The body; empty when it went into the request's sink.</param>
public sealed record TransportResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Content)
    : IDisposable
{
    /// <summary>The memory of the body, where that was only lent.</summary>
    public IDisposable? Memory { get; init; }

    /// <summary>The first value of a header, ignoring the case of its name; null when it is absent.</summary>
    public string? Header(string name) => Headers
        .FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Gives back the memory of a body that was lent.</summary>
    public void Dispose() => Memory?.Dispose();
}

/// <summary>Why no response arrived.</summary>
public enum TransportFault
{
    /// <summary>The name could not be resolved, the connection failed or broke.</summary>
    Connection,

    /// <summary>The server's certificate was not accepted, or TLS failed otherwise.</summary>
    Tls,

    /// <summary>The proxy refused, or could not be reached.</summary>
    Proxy,

    /// <summary>The time for a request ran out.</summary>
    TimedOut,

    /// <summary>The body is larger than allowed.</summary>
    TooLarge,

    /// <summary>The body isn't compressed as its header says.</summary>
    Undecodable,
}

/// <summary>No response arrived.</summary>
public sealed class TransportException : Exception
{
    /// <summary>No response arrived.</summary>
    public TransportException(TransportFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>Why.</summary>
    public TransportFault Fault { get; }

    /// <summary>What was wrong, where <see cref="Fault"/> is <see cref="TransportFault.Tls"/>.</summary>
    public TlsFlaws Flaws { get; init; }

    /// <summary>False when the server certainly didn't get the request.</summary>
    public bool MayHaveArrived { get; init; } = true;
}

/// <summary>How a transport connects.</summary>
public sealed record TransportOptions
{
    /// <summary>True to accept any certificate of the server.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The certificates that a server's certificate must go back to; empty for those the system trusts.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>The certificate, with its private key, that is shown to a server that asks for one; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The proxy to go through; null for the one the system names, if any.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The credential for the proxy; null for none.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>True to go through no proxy, whatever the system names.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The time that connecting may take, with the proxy's and TLS's part.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The time one request may take in all.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The most bytes that a response may have; null for the defaults.</summary>
    public long? MaximumResponseSize { get; init; }

    /// <summary>What the program calls itself.</summary>
    public string UserAgent { get; init; } = "Authentik";

    /// <summary>Stands in for the network; null for the network itself.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
