using Authentik.Book;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik;

/// <summary>A connection to one authentik server as one user. It may be used from many threads at once.</summary>
public sealed class Session : IDisposable
{
    private readonly SessionParts parts;
    private int closed;

    internal Session(SessionOptions options, SessionParts parts, BookIndex book)
    {
        (Options, Book, this.parts) = (options, book, parts);
        Name = options.Name ?? parts.Address.Uri.Authority;
    }

    /// <summary>The name it goes by; the server's host where none was given.</summary>
    public string Name { get; }

    /// <summary>The server's address, with the path below which it runs, without <c>/api/v3</c>.</summary>
    public Uri Uri => parts.Address.Uri;

    /// <summary>The server's version; null when it could not be read and was not asked for.</summary>
    public ServerVersion? ServerVersion { get; internal set; }

    /// <summary>The user whose token it is.</summary>
    public string? UserName { get; internal set; }

    /// <summary>True when that user is a superuser.</summary>
    public bool IsSuperuser { get; internal set; }

    /// <summary>What it signs in with.</summary>
    public AuthenticationType Authentication => Options.Credential.Type;

    /// <summary>When the present token ends; null when it does not, or the server does not say. Short-lived tokens are renewed before.</summary>
    public DateTimeOffset? ExpiresAt => Tokens?.ExpiresAt;

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

    internal Redactor Redactor => parts.Redactor;

    internal SessionAddress Address => parts.Address;

    internal ITransport Transport => parts.Transport;

    internal TimeProvider Clock => parts.Clock;

    /// <summary>Where its token comes from; null until it has signed in.</summary>
    internal ITokenSource? Tokens { get; set; }

    /// <summary>The log, and the session's trace beside it.</summary>
    internal ICallLog AddTrace(ICallLog log) => parts.Trace is { } trace ? new TracedLog(log, trace) : log;

    /// <summary>Closes it: what was read in it cannot act on the server through it any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            parts.Transport.Dispose();
            Tokens?.Dispose();
            Options.Credential.Dispose();
            parts.Trace?.Dispose();
        }
    }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
