namespace Authentik.Sessions;

/// <summary>One command's use of a session: where its requests go, who is told of them, and what the server's version takes.</summary>
internal sealed class Call
{
    private long writes;

    public Call(Session session, ICallLog log)
    {
        Session = session;
        Log = session.AddTrace(log);
        Gate = new VersionGate(session, Log);
    }

    private Call(Call other, RequestLimit limit) => (Session, Log, Gate, Limit) = (other.Session, other.Log, other.Gate, limit);

    public Session Session { get; }

    public ICallLog Log { get; }

    public VersionGate Gate { get; }

    public Redactor Redactor => Session.Redactor;

    /// <summary>How many of its requests run at once; null for any number.</summary>
    public RequestLimit? Limit { get; }

    /// <summary>The same call with a limit of requests that run at once.</summary>
    public Call With(RequestLimit limit) => new(this, limit);

    /// <summary>Counts a write of this command.</summary>
    public void CountWrite() => Session.CountWrite(ref writes);

    /// <summary>How often other commands of the session have written since it was opened. A change of it says that one did.</summary>
    public long CountOtherWrites() => Session.CountWritesBeside(ref writes);
}
