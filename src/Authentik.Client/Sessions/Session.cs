using System.Collections.Concurrent;
using System.Security;
using Authentik.Book;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik;

/// <summary>A connection to an authentik server as one user. It can be used from many threads at once.</summary>
public sealed class Session : IDisposable
{
    private readonly object counting = new();
    private int closed;
    private long writes;

    // The session owns all of these except the book, and disposes of them.
    internal Session(Connection connection, ITransport transport, Redactor redactor, BookIndex book)
    {
        (Connection, Transport, Redactor, Book) = (connection, transport, redactor, book);
        Address = new ServerAddress(connection.Settings.Uri!, connection.Headers);
        Name = connection.Settings.Name is { Length: > 0 } name ? name : Address.Uri.Authority;
    }

    /// <summary>The session's name; the server's host if none was specified.</summary>
    public string Name { get; }

    /// <summary>The server's address, including the path that authentik runs below, without <c>/api/v3</c>.</summary>
    public Uri Uri => Address.Uri;

    /// <summary>The server's version; null if it couldn't be read and -SkipVersionCheck was used.</summary>
    public ServerVersion? ServerVersion { get; internal set; }

    /// <summary>The user that the session acts as.</summary>
    public string? Username { get; internal set; }

    /// <summary>True if that user is a superuser.</summary>
    public bool IsSuperuser { get; internal set; }

    /// <summary>How the session signs in.</summary>
    public AuthenticationType Authentication => Connection.Settings.Authentication;

    /// <summary>When the current token expires; null if that isn't known. Short-lived tokens are renewed before.</summary>
    public DateTimeOffset? ExpiresAt => Tokens?.ExpiresAt;

    /// <summary>The file that calls are written to, without secrets; null for none.</summary>
    public string? TracePath => Connection.Settings.TracePath;

    /// <summary>False once the session was disconnected.</summary>
    public bool IsOpen => Volatile.Read(ref closed) == 0;

    /// <summary>The id of the user that the session acts as.</summary>
    internal long? UserId { get; set; }

    /// <summary>The ids of tokens that are known to be the session's own, or not to be.</summary>
    internal ConcurrentDictionary<Guid, bool> KnownTokens { get; } = [];

    internal bool SkipVersionCheck => Connection.Settings.SkipVersionCheck;

    /// <summary>What the session was connected with, for a profile.</summary>
    internal Connection Connection { get; }

    internal BookIndex Book { get; }

    internal Redactor Redactor { get; }

    internal TraceFile? Trace { get; init; }

    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    internal ServerAddress Address { get; }

    internal ITransport Transport { get; }

    /// <summary>How often a change of the server's objects began or ended in this session.</summary>
    internal long WriteCount => Interlocked.Read(ref writes);

    /// <summary>Provides the session's token; null until it has signed in.</summary>
    internal ITokenSource? Tokens { get; set; }

    /// <summary>Goes on with another token, password or client secret: the server was given it instead of the session's own.</summary>
    internal void UseCredential(SecureString secret)
    {
        Redactor.Learn(SecretText.Reveal(secret));
        var own = secret.Copy();
        Connection.ReplaceCredential(own);
        if (Authentication == AuthenticationType.ApiToken)
        {
            Tokens = new FixedToken(own);
        }
    }

    /// <summary>The log, with the session's trace file if it has one.</summary>
    internal ICallLog AddTrace(ICallLog log) => Trace is null ? log : new TracedLog(log, Trace);

    /// <summary>Counts the beginning or the end of a change, also for the command that makes it.</summary>
    internal void CountWrite(ref long own)
    {
        lock (counting)
        {
            writes++;
            own++;
        }
    }

    /// <summary>How many of the writes aren't those of a command.</summary>
    internal long CountWritesBeside(ref long own)
    {
        lock (counting)
        {
            return writes - own;
        }
    }

    /// <summary>Closes the session: objects that were read in it can't act on the server through it any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            Transport.Dispose();
            Tokens?.Dispose();
            Connection.Dispose();
            Trace?.Dispose();
        }
    }

    /// <summary>Returns the session's name.</summary>
    public override string ToString() => Name;
}
