using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Authentik.Commands;

/// <summary>The sessions of one runspace, and which of them is its default. Runspaces never share a default.</summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = [];
    private readonly object gate = new();
    private readonly List<Session> sessions = [];
    private Session? preferred;

    /// <summary>The store of the runspace that the calling thread works for.</summary>
    public static SessionStore Current => Stores.GetValue(Runspace.DefaultRunspace, static _ => new SessionStore());

    /// <summary>The open sessions, oldest first.</summary>
    public IReadOnlyList<Session> Sessions
    {
        get
        {
            lock (gate)
            {
                sessions.RemoveAll(session => !session.IsOpen);
                return [.. sessions];
            }
        }
    }

    /// <summary>The session that commands act in when nothing else says which; null when there is none.</summary>
    public Session? Default
    {
        get
        {
            lock (gate)
            {
                return preferred is { IsOpen: true } ? preferred : null;
            }
        }
    }

    /// <summary>Takes in a session and makes it the default. One of the same name is closed first: the name means the new one.</summary>
    public void Add(Session session)
    {
        lock (gate)
        {
            foreach (var old in sessions.Where(old => string.Equals(old.Name, session.Name, StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                Close(old);
            }

            sessions.Add(session);
            preferred = session;
        }
    }

    /// <summary>Makes a session the default, also one that came from another runspace.</summary>
    /// <exception cref="InputException">It was disconnected.</exception>
    public void Select(Session session)
    {
        _ = Open(session);
        lock (gate)
        {
            if (!sessions.Contains(session))
            {
                sessions.Add(session);
            }

            preferred = session;
        }
    }

    /// <summary>Closes a session. The newest of the others does not take its place: a command must never act where nobody meant it to.</summary>
    public void Close(Session session)
    {
        lock (gate)
        {
            sessions.Remove(session);
            session.Dispose();
        }
    }

    /// <summary>The session of that name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public Session Find(string name) =>
        Sessions.FirstOrDefault(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException(InputProblem.NoSession, $"There is no open session named '{name}'. Get-AuthentikSession lists those there are.", name);

    /// <summary>The session to act in: that of the object, which must agree with the one given; else the one given; else the default.</summary>
    /// <exception cref="InputException">There is none, or the two do not agree.</exception>
    public Session Resolve(Session? given, Session? origin)
    {
        if (origin is null)
        {
            return Open(given ?? Default) ?? throw NotConnected(Sessions);
        }

        if (given is not null && given.Uri != origin.Uri)
        {
            throw new InputException(
                InputProblem.NoSession,
                $"The object was read from {origin.Uri}, and -Session is {given.Uri}. Leave out -Session, or name the object as {given.Uri} knows it.");
        }

        return Open(given)
            ?? (origin.IsOpen ? origin : null)
            ?? Sessions.LastOrDefault(session => session.Uri == origin.Uri)
            ?? throw new InputException(
                InputProblem.NoSession, $"The session that the object was read in was disconnected, and no other one to {origin.Uri} is open. Connect to it again.");
    }

    private static Session? Open(Session? session) => session switch
    {
        null => null,
        { IsOpen: true } => session,
        _ => throw new InputException(InputProblem.NoSession, $"The session '{session.Name}' was disconnected. Connect again with Connect-Authentik."),
    };

    private static InputException NotConnected(IReadOnlyList<Session> others) => new(
        InputProblem.NoSession,
        others.Count == 0
            ? "There is no session. Connect first: Connect-Authentik -Uri https://auth.example.com -Token $token"
            : $"There is no default session. Name one of those that are open, -Session {string.Join(" or ", others.Select(one => one.Name))}, or make one the default with Select-AuthentikSession.");
}
