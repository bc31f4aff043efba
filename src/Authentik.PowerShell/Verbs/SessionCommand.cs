using System.Management.Automation;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>A command that acts in a session: the one an object came from, the one given, or the default of this runspace.</summary>
public abstract class SessionCommand : AuthentikCommand
{
    private readonly Dictionary<Session, ApiClient> clients = [];
    private readonly Dictionary<(Session, string), ResourceClient> resources = [];
    private SessionStore? store;

    /// <summary>
    /// Specifies the session to use, or its name. An object from the pipeline is handled in the session that it came from, everything else
    /// in the default session.
    /// </summary>
    [Parameter]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public Session? Session { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        store = SessionStore.Current;
        _ = Log;
    }

    /// <summary>The session for something that may have come out of one.</summary>
    /// <exception cref="InputException">There is none, or it is not the one that was given.</exception>
    internal Session SessionFor(AuthentikObject? origin) => store!.Resolve(Session, origin?.Session);

    /// <summary>The session for an object that was named.</summary>
    /// <exception cref="InputException">There is none, it is not the one that was given, or nothing was named.</exception>
    internal Session SessionFor(Identity identity)
    {
        NamelessRows.Refuse(identity);
        return SessionFor(identity.Object);
    }

    /// <summary>The way to the server in that session; one for the whole command, so that names are looked up once.</summary>
    internal ApiClient ClientFor(Session session)
    {
        lock (clients)
        {
            return clients.TryGetValue(session, out var client) ? client : clients[session] = new ApiClient(new Call(session, Log));
        }
    }

    /// <summary>The operations on a resource in that session.</summary>
    internal ResourceClient ResourceFor(Session session, Resource resource)
    {
        var api = ClientFor(session);
        lock (resources)
        {
            var key = (session, resource.Noun);
            return resources.TryGetValue(key, out var client) ? client : resources[key] = new ResourceClient(api, resource);
        }
    }
}
