using Authentik.Book;
using Authentik.Http;
using Authentik.Lists;
using Authentik.Naming;

namespace Authentik.Labels;

/// <summary>
/// The keys of objects that are changed by name, one after another. Once as many names were looked up as the list has pages, the list is
/// read instead, so that ten thousand rows don't take ten thousand look-ups. A name that the list doesn't have, or has twice, is looked up.
/// </summary>
internal sealed class ListedKeys(ApiClient api, Resource resource)
{
    // Most pipelines are shorter, and need to know nothing of the list.
    private const int First = 20;

    private readonly object gate = new();
    private readonly string? name = resource.NaturalNames.FirstOrDefault();
    private Dictionary<string, string?>? keys;
    private Task reading = Task.CompletedTask;
    private int asked;
    private int next = First;

    /// <summary>The last part of the object's URL; null if it has to be looked up.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<string?> TryFindAsync(Identity identity, CancellationToken cancellation)
    {
        if (name is null || identity.Object is not null || identity.IsId || !resource.Offers(Feature.Paging))
        {
            return null;
        }

        if (Volatile.Read(ref keys) is null && Interlocked.Increment(ref asked) > Volatile.Read(ref next))
        {
            await ReadAsync(cancellation);
        }

        return Volatile.Read(ref keys)?.GetValueOrDefault(identity.ToString());
    }

    /// <summary>Looks every name up again: one of them has been changed.</summary>
    public void Forget()
    {
        Volatile.Write(ref next, int.MaxValue);
        Volatile.Write(ref keys, null);
    }

    // Several at once wait for the same list.
    private Task ReadAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return reading = reading.IsCompleted ? ReadOnceAsync(cancellation) : reading;
        }
    }

    private async Task ReadOnceAsync(CancellationToken cancellation)
    {
        if (keys is not null || asked <= next)
        {
            return;
        }

        var (lists, rows) = (new ListReader(api), new ObjectRows(resource, api.Session));
        var list = new ListRequest(ListPaths.FindAll(resource, api.Call.Gate)[0], resource.ListQuery);
        var (_, total) = await lists.ReadOneAsync(list with { PageSize = 1 }, rows, 1, cancellation);
        next = total is { } count ? Math.Max(next, count / ListRequest.LargestPage) : int.MaxValue;
        if (asked <= next || next == int.MaxValue)
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

        Volatile.Write(ref keys, found);
    }

    private void Add(Dictionary<string, string?> found, AuthentikObject row)
    {
        if (row.ValueOf(name!) is string text && row.ValueOf(resource.Key) is { } key)
        {
            found[text] = found.ContainsKey(text) ? null : IdentityIds.Write(key);
        }
    }
}
