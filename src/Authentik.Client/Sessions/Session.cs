using System.Security;
using Authentik.Book;
using Authentik.Transport;

namespace Authentik;

/// <summary>A connection to one authentik server as one user. It may be used from many threads at once.</summary>
public sealed class Session : IDisposable
{
    private readonly SecureString token;
    private readonly ITransport transport;
    private int closed;

    internal Session(string name, Uri uri, SecureString token, ITransport transport, BookIndex book)
    {
        (Name, Uri, Book) = (name, uri, book);
        (this.token, this.transport) = (token, transport);
        Redactor.Learn(SecretText.Reveal(token));
    }

    /// <summary>The name it goes by; the server's host where none was given.</summary>
    public string Name { get; }

    /// <summary>The server's address, with the path below which it runs, without <c>/api/v3</c>.</summary>
    public Uri Uri { get; }

    /// <summary>The server's version; null when it could not be read and was not asked for.</summary>
    public ServerVersion? ServerVersion { get; internal set; }

    /// <summary>The user whose token it is.</summary>
    public string? UserName { get; internal set; }

    /// <summary>When the token ends; null when it does not, or the server does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>False once it was disconnected.</summary>
    public bool IsOpen => Volatile.Read(ref closed) == 0;

    /// <summary>The id of the user whose token it is.</summary>
    internal long? UserId { get; set; }

    /// <summary>True when that user is a superuser.</summary>
    internal bool IsSuperuser { get; set; }

    /// <summary>True when nothing is to be refused for the server's version.</summary>
    internal bool SkipVersionCheck { get; init; }

    internal BookIndex Book { get; }

    internal Redactor Redactor { get; } = new();

    /// <summary>The address of a path below the API's root.</summary>
    internal Uri AddressOf(string path) => new($"{Uri.AbsoluteUri.TrimEnd('/')}/api/v3{path}");

    /// <summary>Sends a request with the session's token.</summary>
    internal Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(!IsOpen, this);
        var signed = request.Headers.Append(new("Authorization", $"Bearer {SecretText.Reveal(token)}"));
        return transport.SendAsync(request with { Headers = [.. signed] }, cancellation);
    }

    /// <summary>Closes it: what was read in it cannot act on the server through it any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            transport.Dispose();
            token.Dispose();
        }
    }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
