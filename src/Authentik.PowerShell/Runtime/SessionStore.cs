using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Authentik.Commands;

/// <summary>The sessions of one runspace, and which of them is its default. Runspaces never share a default.</summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = [];
    private readonly object gate = new();
    private readonly List<Session> sessions = [];

    // The sessions that were the default, the current one last.
    private readonly List<Session> preferred = [];

    /// <summary>The store of the calling thread's runspace.</summary>
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

    /// <summary>The session that commands use if none is specified; null for none.</summary>
    public Session? Default
    {
        get
        {
            lock (gate)
            {
                return preferred is [.., { IsOpen: true } last] ? last : null;
            }
        }
    }

    /// <summary>Adds a session and makes it the default. A session with the same name is closed first.</summary>
    public void Add(Session session)
    {
        lock (gate)
        {
            foreach (var old in sessions.Where(old => string.Equals(old.Name, session.Name, StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                Close(old);
            }

            sessions.Add(session);
            Prefer(session);
        }
    }

    /// <summary>Makes a session the default, even if it came from another runspace.</summary>
    /// <exception cref="InputException">The session was disconnected.</exception>
    public void Select(Session session)
    {
        _ = RequireOpen(session);
        lock (gate)
        {
            if (!sessions.Contains(session))
            {
                sessions.Add(session);
            }

            Prefer(session);
        }
    }

    /// <summary>
    /// Closes a session. If it was the default, the default before it is the default again, as if the closed one had never been there.
    /// </summary>
    public void Close(Session session)
    {
        lock (gate)
        {
            sessions.Remove(session);
            session.Dispose();
            preferred.RemoveAll(one => !one.IsOpen);
        }
    }

    private void Prefer(Session session)
    {
        preferred.Remove(session);
        preferred.Add(session);
    }

    /// <summary>Finds a session by its name.</summary>
    /// <exception cref="InputException">The session doesn't exist.</exception>
    public Session Find(string name) =>
        Sessions.FirstOrDefault(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw NotFound(name);

    /// <summary>Creates the exception for a session that doesn't exist.</summary>
    public InputException NotFound(string name)
    {
        var names = Sessions.Select(session => session.Name).ToArray();
        return new InputException(
            InputProblem.NoSession,
            $"There is no open session named '{name}'. "
                + (names.Length == 0
                    ? $"Connect with Connect-Authentik.{HintAtOtherRunspaces()}"
                    : $"Use one of these: {string.Join(", ", names)}."),
            name);
    }

    /// <summary>
    /// The session to act in: the specified one, which must have the server that the object was read from; otherwise the one that the
    /// object was read in, or another one with its server if that was closed; otherwise the default.
    /// </summary>
    /// <exception cref="InputException">There is no such session, or the servers differ.</exception>
    public Session Resolve(Session? given, Session? origin)
    {
        if (origin is null)
        {
            return RequireOpen(given ?? Default) ?? throw NotConnected(Sessions);
        }

        if (given is not null && given.Uri != origin.Uri)
        {
            throw new InputException(
                InputProblem.NoSession,
                $"The object was read from {origin.Uri}, but -Session is connected to {given.Uri}. Specify the object by its name there, "
                    + $"or omit -Session to use {origin.Uri}.");
        }

        return RequireOpen(given)
            ?? (origin.IsOpen ? origin : null)
            ?? Sessions.LastOrDefault(session => session.Uri == origin.Uri)
            ?? throw new InputException(
                InputProblem.NoSession,
                $"The object's session was disconnected, and no other session with {origin.Uri} is open. Connect again with "
                    + $"Connect-Authentik {origin.Uri}.");
    }

    private static Session? RequireOpen(Session? session) => session switch
    {
        null => null,
        { IsOpen: true } => session,
        _ => throw new InputException(
            InputProblem.NoSession, $"The session '{session.Name}' was disconnected. Connect again with Connect-Authentik."),
    };

    // Those who type ForEach-Object -Parallel or Start-ThreadJob see their session, and can't know that it belongs to a runspace.
    private static string HintAtOtherRunspaces() => Stores.Any(store => store.Value.Sessions.Count > 0)
        ? " In ForEach-Object -Parallel or a thread job, pass a session from outside: -Session $using:session."
        : string.Empty;

    private static InputException NotConnected(IReadOnlyList<Session> others) => new(
        InputProblem.NoSession,
        others.Count == 0
            ? $"There is no session. Connect first: Connect-Authentik -Uri https://auth.example.com -Token $token{HintAtOtherRunspaces()}"
            : $"There is no default session. Use -Session {string.Join(" or ", others.Select(one => one.Name))}, or make one the default "
                + "with Select-AuthentikSession.");
}

/// <summary>Members that PowerShell adds to a session, see <c>formats/Authentik.types.ps1xml</c>.</summary>
public static class SessionMembers
{
    /// <summary>True if the session is the current runspace's default.</summary>
    public static bool IsDefault(PSObject session) =>
        session?.BaseObject is Session known && ReferenceEquals(SessionStore.Current.Default, known);
}
