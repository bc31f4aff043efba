using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Configuration;

/// <summary>The objects of a server by their keys: those that were there, and those that were created since.</summary>
internal sealed class KnownObjects(ApiClient api, ConfigurationGraph existing)
{
    private readonly ConcurrentDictionary<ObjectKey, AuthentikObject> created = new();
    private readonly ConcurrentDictionary<string, ResourceClient> clients = new(StringComparer.Ordinal);

    /// <summary>All that can be done with a kind.</summary>
    public ResourceClient Of(Resource resource) => clients.GetOrAdd(resource.Noun, _ => new ResourceClient(api, resource));

    /// <summary>Keeps an object that was created.</summary>
    public void Add(ObjectKey key, AuthentikObject one) => created[key] = one;

    /// <summary>The id of an object that was created; null if none was.</summary>
    public string? FindCreatedId(ObjectKey key) =>
        created.TryGetValue(key, out var one) ? one.FindWrittenId(one.Resource!) : null;

    /// <summary>What a field is given to refer to an object: an identity that the client sends as an id.</summary>
    /// <exception cref="InputException">Nothing has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<object> IdentifyAsync(Field field, JsonNode reference, CancellationToken cancellation)
    {
        var one = await FindAsync(field, reference, cancellation);
        return field.RefersTo is { } noun ? api.Session.Book[noun].MakeIdentity(one) : new AnyIdentity(one);
    }

    /// <summary>The object that a reference of a field means.</summary>
    /// <exception cref="InputException">Nothing has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> FindAsync(Field field, JsonNode reference, CancellationToken cancellation)
    {
        var key = ReferenceForm.FindKey(api.Session.Book, field, reference)
            ?? throw new InputException(
                InputProblem.InvalidValue,
                $"'{ObjectTitle.Describe(reference)}' isn't a reference. Write one as {{ Application: wiki }}.",
                field.Name);
        return Find(key) ?? await LookUpAsync(key, cancellation);
    }

    /// <summary>An object that exists.</summary>
    public AuthentikObject Get(ObjectKey key) => Find(key)!;

    /// <summary>True if an object that isn't configuration exists. What a caller may not see may exist.</summary>
    /// <exception cref="ApiException">The server failed, or no response arrived.</exception>
    public async Task<bool> HasAsync(ObjectKey key, CancellationToken cancellation)
    {
        try
        {
            return await TryLookUpAsync(key, cancellation) is not null;
        }
        catch (ApiException refused) when (refused.Kind == ApiErrorKind.Forbidden)
        {
            return true;
        }
    }

    private AuthentikObject? Find(ObjectKey key) => created.TryGetValue(key, out var one) ? one : existing.Find(key)?.Stored;

    // What isn't configuration was not read, such as a user.
    private async Task<AuthentikObject> LookUpAsync(ObjectKey key, CancellationToken cancellation) =>
        await TryLookUpAsync(key, cancellation) ?? throw new InputException(
            InputProblem.NotFound,
            $"There is no {api.Session.Book[key.Root].Title} '{key.Text}' on {api.Session.Uri}. Create it first.",
            key.Text);

    private async Task<AuthentikObject?> TryLookUpAsync(ObjectKey key, CancellationToken cancellation)
    {
        var resource = api.Session.Book[key.Root];
        return resource.Names.Count > 0 ? await Of(resource).Reader.TryGetAsync(resource.MakeIdentity(key.Text), cancellation) : null;
    }
}
