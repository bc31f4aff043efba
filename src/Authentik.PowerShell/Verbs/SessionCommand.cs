using System.Management.Automation;
using Authentik.Access;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// A command that uses a session: the specified one, which must have the object's server; otherwise the one that the object was read in,
/// otherwise the default of this runspace.
/// </summary>
public abstract class SessionCommand : AuthentikCommand
{
    private readonly Dictionary<Session, ApiClient> clients = [];
    private readonly Dictionary<(Session, string), ResourceClient> resources = [];
    private readonly Dictionary<Session, OwnAccess> accesses = [];
    private SessionStore? store;

    /// <summary>
    /// Specifies the session to use, or its name. It must have the server that the object was read from; only New copies an object to
    /// another server. Without this parameter, the command uses the session that the object was read in, and for everything else the
    /// default session of the runspace.
    /// </summary>
    [Parameter]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual Session? Session { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        store = SessionStore.Current;
        _ = Log;
    }

    /// <summary>Finds the session for an object that may have come from one.</summary>
    /// <exception cref="InputException">There is none, or its server isn't that of the specified one.</exception>
    internal Session FindSession(AuthentikObject? origin)
    {
        var session = store!.Resolve(Session, origin?.Session);
        Progress?.Begin(session.Clock);
        return session;
    }

    /// <summary>Finds the session for an object that was specified.</summary>
    /// <exception cref="InputException">There is none, its server isn't that of the specified one, or the identity is invalid.</exception>
    internal Session FindSession(Identity identity)
    {
        NamelessRows.Refuse(identity);
        return FindSession(identity.Object);
    }

    /// <summary>Refuses objects that were read from another server: there, their ids are those of something else.</summary>
    /// <exception cref="InputException">One was.</exception>
    private protected static void RequireServer(Session session, params IEnumerable<Identity?>[] identities)
    {
        var foreign = identities
            .SelectMany(some => some)
            .FirstOrDefault(one => one?.Object?.Session is { } origin && origin.Uri != session.Uri);
        if (foreign is not null)
        {
            throw new InputException(
                InputProblem.NoSession,
                $"The {foreign.Resource.Title} '{foreign}' was read from {foreign.Object!.Session!.Uri}, and this is about {session.Uri}. "
                    + "Nothing was changed. Specify it by its name.",
                foreign.ToString());
        }
    }

    /// <summary>The API client of a session. The command has one for each session, so that names are looked up once.</summary>
    internal ApiClient GetClient(Session session)
    {
        lock (clients)
        {
            return clients.TryGetValue(session, out var client) ? client : clients[session] = new ApiClient(new Call(session, Log));
        }
    }

    /// <summary>
    /// Refuses a change that would take the access of the session's user. It's not asked with -Force, unless the command only shows
    /// what it would do.
    /// </summary>
    /// <returns>What -WhatIf says of it, to follow the sentence before; empty for nothing.</returns>
    /// <exception cref="InputException">It would, and -Force wasn't specified.</exception>
    internal async Task<string> GuardAsync(
        Session session, bool isForced, string? target, Func<OwnAccess, Task<AccessLoss?>> find)
    {
        if ((isForced && !IsWhatIf) || await find(GetAccess(session)) is not { } loss)
        {
            return string.Empty;
        }

        return !IsWhatIf ? throw loss.Refuse(target) : isForced ? $" {loss}" : $" This needs -Force. {loss}";
    }

    /// <summary>What is done, and what <see cref="GuardAsync"/> says of it.</summary>
    private protected static string AddNeeds(string action, string needs) => needs.Length == 0 ? action : $"{action}.{needs}";

    // One for the command, which remembers what was allowed.
    private OwnAccess GetAccess(Session session) =>
        accesses.TryGetValue(session, out var access) ? access : accesses[session] = new OwnAccess(GetClient(session));

    /// <summary>The operations on a resource in a session.</summary>
    internal ResourceClient GetClient(Session session, Resource resource)
    {
        var api = GetClient(session);
        lock (resources)
        {
            var key = (session, resource.Noun);
            return resources.TryGetValue(key, out var client) ? client : resources[key] = new ResourceClient(api, resource);
        }
    }
}
