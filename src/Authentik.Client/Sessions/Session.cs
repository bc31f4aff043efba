using System.Security;
using Authentik.Book;
using Authentik.Errors;
using Authentik.Requests;
using Authentik.Sessions;
using Authentik.Sessions.Tokens;
using Authentik.Transport;

namespace Authentik;

/// <summary>A connection to one authentik server as one user. It may be used from many threads at once.</summary>
public sealed class Session : IDisposable
{
    private readonly SessionAddress address;
    private readonly ITokenSource tokens;
    private readonly ITransport transport;
    private readonly TraceFile? trace;
    private int closed;

    internal Session(SessionOptions options, SessionParts parts, BookIndex book)
    {
        (Options, Book, Redactor) = (options, book, parts.Redactor);
        (address, tokens, transport, trace) = (parts.Address, parts.Tokens, parts.Transport, parts.Trace);
        Name = options.Name ?? address.Uri.Authority;
    }

    /// <summary>The name it goes by; the server's host where none was given.</summary>
    public string Name { get; }

    /// <summary>The server's address, with the path below which it runs, without <c>/api/v3</c>.</summary>
    public Uri Uri => address.Uri;

    /// <summary>The server's version; null when it could not be read and was not asked for.</summary>
    public ServerVersion? ServerVersion { get; internal set; }

    /// <summary>The user whose token it is.</summary>
    public string? UserName { get; internal set; }

    /// <summary>True when that user is a superuser.</summary>
    public bool IsSuperuser { get; internal set; }

    /// <summary>What it signs in with.</summary>
    public AuthenticationType Authentication => Options.Credential.Type;

    /// <summary>When the present token ends; null when it does not, or the server does not say. Short-lived tokens are renewed before.</summary>
    public DateTimeOffset? ExpiresAt => tokens.ExpiresAt;

    /// <summary>The file that calls are written to, without secrets; null for none.</summary>
    public string? TracePath => Options.TracePath;

    /// <summary>False once it was disconnected.</summary>
    public bool IsOpen => Volatile.Read(ref closed) == 0;

    /// <summary>The id of the user whose token it is.</summary>
    internal long? UserId { get; set; }

    /// <summary>True when nothing is to be refused for the server's version.</summary>
    internal bool SkipVersionCheck => Options.SkipVersionCheck;

    /// <summary>What it was made of, for a profile.</summary>
    internal SessionOptions Options { get; }

    internal BookIndex Book { get; }

    internal Redactor Redactor { get; }

    /// <summary>The address of a path below the API's root.</summary>
    internal Uri AddressOf(string path) => address.Api(path);

    /// <summary>The log with the session's trace beside it.</summary>
    internal ICallLog Traced(ICallLog log) => trace is null ? log : new TracedLog(log, trace);

    /// <summary>Sends a request with the session's token; where that has ended, with a new one, so that the call is not lost.</summary>
    /// <exception cref="TransportException">No answer arrived.</exception>
    /// <exception cref="ApiException">A new token was refused.</exception>
    internal async Task<TransportResponse> SendAsync(TransportRequest request, ICallLog log, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(!IsOpen, this);
        var token = await tokens.GetAsync(log, cancellation);
        var response = await SendAsync(request, token, cancellation);

        // The server refuses before it does anything, so that even a POST can be sent again.
        return ErrorReader.IsTokenRefused(response) && await tokens.RenewAsync(token, log, cancellation)
            ? await SendAsync(request, await tokens.GetAsync(log, cancellation), cancellation)
            : response;
    }

    /// <summary>Closes it: what was read in it cannot act on the server through it any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            transport.Dispose();
            tokens.Dispose();
            trace?.Dispose();
        }
    }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    private Task<TransportResponse> SendAsync(TransportRequest request, SecureString token, CancellationToken cancellation)
    {
        var signed = request.Headers.Concat(address.Headers).Append(new("Authorization", $"Bearer {SecretText.Reveal(token)}"));
        return transport.SendAsync(request with { Headers = [.. signed] }, cancellation);
    }
}
