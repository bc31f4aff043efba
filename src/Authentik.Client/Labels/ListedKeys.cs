using Authentik.Book;
using Authentik.Http;
using Authentik.Lists;
using Authentik.Naming;

namespace Authentik.Labels;

/// <summary>
/// The keys of objects that are changed by name, one after another. Once as many names were looked up as the list has pages, the list is
/// read instead, so that ten thousand rows don't take ten thousand look-ups. A name that the list doesn't have, or has twice, is looked up.
/// When another command of the session changes something, all names are looked up again.
/// </summary>
internal sealed class ListedKeys(ApiClient api, Resource resource)
{
    // Most pipelines are shorter, and need to know nothing of the list.
    private const int First = 20;
    private const int Never = int.MaxValue;

    private readonly object gate = new();
    private readonly string? name = resource.NaturalNames.FirstOrDefault();
    private Dictionary<string, string?>? keys;
    private Task reading = Task.CompletedTask;
    private long othersBefore;
    private int asked;
    private int next = First;

    /// <summary>The last part of the object's URL; null if it has to be looked up.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<string?> TryFindAsync(Identity identity, CancellationToken cancellation)
    {
        if (name is null || identity.Object is not null || IsId(identity) || !resource.Offers(Feature.Paging))
        {
            return null;
        }

        if (Volatile.Read(ref keys) is not null && api.Call.CountOtherWrites() != othersBefore)
        {
            Forget();
        }

        if (Volatile.Read(ref keys) is null && Interlocked.Increment(ref asked) > Volatile.Read(ref next))
        {
            await ReadAsync(cancellation);
        }

        return Volatile.Read(ref keys)?.GetValueOrDefault(identity.ToString());
    }

    // As for every look-up, a string that looks like a UUID is one first.
    private bool IsId(Identity identity) =>
        identity.IsId || (resource.IdType == FieldType.Uuid && Guid.TryParse(identity.ToString(), out _));

    /// <summary>Looks every name up again: one of them has been changed.</summary>
    public void Forget()
    {
        lock (gate)
        {
            next = Never;
            keys = null;
        }
    }

    // Several at once wait for the same list.
    private Task ReadAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return reading = reading.IsCompleted ? TryReadAsync(cancellation) : reading;
        }
    }

    // The list only saves look-ups. Where it can't be read, they may still be possible.
    private async Task TryReadAsync(CancellationToken cancellation)
    {
        try
        {
            await ReadOnceAsync(cancellation);
        }
        catch (ApiException failure)
        {
            api.Call.Log.Verbose($"The {resource.Plural} can't be listed, so each name is looked up. {failure.Message}");
            Forget();
        }
    }

    private async Task ReadOnceAsync(CancellationToken cancellation)
    {
        if (keys is not null || asked <= next)
        {
            return;
        }

        othersBefore = api.Call.CountOtherWrites();
        var (lists, rows) = (new ListReader(api), new ObjectRows(resource, api.Session));
        var list = new ListRequest(ListPaths.FindAll(resource, api.Call.Gate)[0], resource.ListQuery);
        var (_, total) = await lists.ReadOneAsync(list with { PageSize = 1 }, rows, 1, cancellation);
        next = total is { } count ? Math.Max(next, count / ListRequest.LargestPage) : Never;
        if (asked <= next)
        {
            return;
        }

        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        await foreach (var chunk in lists.ReadAsync(list, rows, cancellation))
        {
            foreach (var row in chunk.Rows)
            {
                Add(found, row);
            }
        }

        lock (gate)
        {
            keys = next == Never ? null : found;
        }
    }

    private void Add(Dictionary<string, string?> found, AuthentikObject row)
    {
        if (row.ValueOf(name!) is string text && row.ValueOf(resource.Key) is { } key)
        {
            found[text] = found.ContainsKey(text) ? null : IdentityIds.Write(key);
        }
    }
}
