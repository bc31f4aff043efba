using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>What jobs do with one server: the typed reads and writes of the client, by the API's own names of fields.</summary>
internal sealed class JobClient(ApiClient api)
{
    /// <summary>How many ids a filter of one request has at most: the length of an address is limited.</summary>
    public const int IdsPerRequest = 40;

    private readonly ConcurrentDictionary<string, ResourceClient> resources = new(StringComparer.Ordinal);

    public ApiClient Api => api;

    public Session Session => api.Session;

    public VersionGate Gate => api.Call.Gate;

    public ICallLog Log => api.Call.Log;

    /// <summary>The server's clock isn't known; this is ours, which tests can set.</summary>
    public DateTimeOffset Now => Session.Clock.GetUtcNow();

    /// <summary>All that can be done with a resource. Names are looked up once for as long as the job runs.</summary>
    public ResourceClient Of(Resource resource) => resources.GetOrAdd(resource.Noun, _ => new ResourceClient(api, resource));

    /// <summary>Reads an object, with all that its kind has.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<T> GetAsync<T>(Identity identity, CancellationToken cancellation)
        where T : AuthentikObject => (T)await Of(identity.Resource).Reader.GetAsync(identity, cancellation);

    /// <summary>Reads an object as it is on the server now, also if it's known from before.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<T> ReadAgainAsync<T>(Identity identity, CancellationToken cancellation)
        where T : AuthentikObject
    {
        var resource = identity.Resource;
        var known = identity.Object?.FindId(resource) is { } id ? resource.MakeIdentity(id, isId: true) : identity;
        return (T)await Of(resource).Reader.FindAsync(known, cancellation);
    }

    /// <summary>Reads an object as it is on the server now; null if it isn't there.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<T?> TryReadAgainAsync<T>(Identity identity, CancellationToken cancellation)
        where T : AuthentikObject
    {
        try
        {
            return await ReadAgainAsync<T>(identity, cancellation);
        }
        catch (InputException gone) when (gone.Problem == InputProblem.NotFound)
        {
            return null;
        }
    }

    /// <summary>The object with exactly this name or id; null if there is none.</summary>
    /// <exception cref="InputException">More than one thing has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<T?> FindAsync<T>(Resource resource, object name, CancellationToken cancellation)
        where T : AuthentikObject => (T?)await Of(resource).Reader.TryGetAsync(Identify(resource, name), cancellation);

    /// <summary>Lists objects, page by page, with filters by the API's names.</summary>
    /// <exception cref="InputException">The server's version doesn't have the resource or a filter.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async IAsyncEnumerable<T> ListAsync<T>(
        Resource resource,
        IReadOnlyDictionary<string, object?>? filters = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
        where T : AuthentikObject
    {
        await foreach (var (objects, _) in Of(resource).Lister.ListAsync(MakeQuery(resource, filters), skip: 0, first: null, cancellation))
        {
            foreach (var one in objects)
            {
                yield return (T)one;
            }
        }
    }

    /// <summary>The first objects of a list. No more pages are read than that takes.</summary>
    /// <exception cref="InputException">The server's version doesn't have the resource or a filter.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<T>> ReadFirstAsync<T>(
        Resource resource, IReadOnlyDictionary<string, object?>? filters, int count, CancellationToken cancellation)
        where T : AuthentikObject
    {
        var found = new List<T>();
        await foreach (var (objects, _) in Of(resource).Lister.ListAsync(MakeQuery(resource, filters), skip: 0, count, cancellation))
        {
            found.AddRange(objects.Take(count - found.Count).Cast<T>());
            if (found.Count == count)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>How many objects a list has, which takes one request.</summary>
    /// <exception cref="InputException">The server's version doesn't have the resource or a filter.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<int> CountAsync(Resource resource, IReadOnlyDictionary<string, object?>? filters, CancellationToken cancellation)
    {
        await foreach (var (objects, total) in Of(resource).Lister.ListAsync(MakeQuery(resource, filters), skip: 0, first: 1, cancellation))
        {
            return total ?? objects.Count;
        }

        return 0;
    }

    /// <summary>
    /// Lists all objects before the first one is used: what changes while it's read in pages would be lost or come twice.
    /// </summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        Resource resource, IReadOnlyDictionary<string, object?>? filters, CancellationToken cancellation)
        where T : AuthentikObject =>
        [.. (await Of(resource).Lister.ReadAllAsync(MakeQuery(resource, filters), cancellation)).Cast<T>()];

    /// <summary>Creates an object of values by the API's names of fields.</summary>
    /// <exception cref="InputException">A value can't be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<T> CreateAsync<T>(Resource resource, IReadOnlyDictionary<string, object?> values, CancellationToken cancellation)
        where T : AuthentikObject
    {
        var writer = Of(resource).Writer;
        var fields = MakeValues(resource, values);
        writer.Derive(fields);
        writer.Require(fields, isNew: true);
        return (T)await writer.NewAsync(fields, cancellation);
    }

    /// <summary>Changes fields of an object, by the API's names.</summary>
    /// <exception cref="InputException">A value can't be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<AuthentikObject> ChangeAsync(
        AuthentikObject one, IReadOnlyDictionary<string, object?> values, CancellationToken cancellation)
    {
        var resource = one.Resource!;
        return Of(resource).Writer.SetAsync(resource.MakeIdentity(one), MakeValues(resource, values), cancellation);
    }

    /// <summary>Removes an object.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task RemoveAsync(AuthentikObject one, CancellationToken cancellation) =>
        Of(one.Resource!).Remover.RemoveAsync(one.Resource!.MakeIdentity(one), cancellation);

    /// <summary>Removes an object, if it's still there: the server may have removed it with another one, or somebody else did.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task RemoveIfThereAsync(AuthentikObject one, CancellationToken cancellation)
    {
        try
        {
            await RemoveAsync(one, cancellation);
        }
        catch (ApiException missing) when (missing.IsObjectMissing)
        {
            Log.Verbose($"{one.DescribeKind()} '{one}' is gone already.");
        }
    }

    /// <summary>
    /// Removes what a step created, to take it back. If no response arrived, what exists under its name was created by the step, because
    /// it wasn't there when the plan was made.
    /// </summary>
    /// <param name="created">What the response had; null for none.</param>
    /// <param name="find">Looks for it.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task RemoveCreatedAsync<T>(AuthentikObject? created, Func<Task<T?>> find, CancellationToken cancellation)
        where T : AuthentikObject
    {
        if ((created ?? await find()) is { } found)
        {
            await RemoveIfThereAsync(found, cancellation);
        }
    }

    /// <summary>Calls an action of an object, the last part of its URL, that returns nothing.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task PostAsync(AuthentikObject one, string action, JsonObject body, CancellationToken cancellation) =>
        Of(one.Resource!).Writer.PostAsync(one.Resource!.MakeIdentity(one), action, body, cancellation);

    /// <summary>A query without the filters that the server's version doesn't have, so the rows have to be checked.</summary>
    public ListQuery MakeKnownQuery(Resource resource, IEnumerable<(string Name, object? Value)> filters)
    {
        var query = new ListQuery(resource);
        foreach (var (name, value) in filters)
        {
            var filter = resource.GetFilter(name);
            if (Gate.IsCertain(filter.Versions))
            {
                query.Add(filter, value);
            }
        }

        return query;
    }

    /// <summary>Values by their fields, as the client takes them.</summary>
    public static FieldValues MakeValues(Resource resource, IReadOnlyDictionary<string, object?> values)
    {
        var fields = new FieldValues();
        foreach (var (name, value) in values)
        {
            fields.Set(resource.GetField(name), value);
        }

        return fields;
    }

    // What a row has for a name can be anything.
    private static Identity Identify(Resource resource, object name)
    {
        try
        {
            return resource.MakeIdentity(name);
        }
        catch (ArgumentException invalid)
        {
            throw new InputException(InputProblem.InvalidValue, invalid.Message, name);
        }
    }

    private static ListQuery MakeQuery(Resource resource, IReadOnlyDictionary<string, object?>? filters)
    {
        var query = new ListQuery(resource);
        foreach (var (name, value) in filters ?? new Dictionary<string, object?>())
        {
            query.Add(resource.GetFilter(name), value);
        }

        return query;
    }
}
