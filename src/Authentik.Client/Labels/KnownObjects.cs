using Authentik.Book;
using Authentik.Http;
using Authentik.Lists;
using Authentik.Naming;

namespace Authentik.Labels;

/// <summary>
/// The objects of one resource that a command has read to name them. None of them is read twice, and a server that refuses once isn't
/// asked again.
/// </summary>
internal sealed class KnownObjects(ApiClient api, Resource resource, Lookup lookup)
{
    // Two thousand objects. Whoever lists more of them wants the rest faster than named.
    private const int MostPages = 20;

    private readonly ListReader lists = new(api);
    private readonly Dictionary<string, AuthentikObject> byId = new(StringComparer.OrdinalIgnoreCase);
    private int pages;
    private int rows;
    private int? total;
    private bool isRefused;

    /// <summary>True if one object can be read by its id with one request.</summary>
    public bool CanReadOne => !isRefused
        && (resource.IdFilter is not null || (resource.Key == resource.Id && resource.Offers(Feature.Detail)));

    /// <summary>False for a UUID of an object that is read by its number, such as that of a user.</summary>
    public bool IsKey(string id) => IdentityIds.ParseId(resource, id) is not null;

    /// <summary>How many pages of the list weren't read; null if nobody knows yet.</summary>
    public int? PagesLeft => total is null ? null : ((total - rows) + ListRequest.LargestPage - 1) / ListRequest.LargestPage;

    /// <summary>True if another page can be read.</summary>
    public bool HasPages => !isRefused && pages < MostPages && PagesLeft is null or > 0;

    /// <summary>The object of that id, if it was read.</summary>
    public AuthentikObject? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Keeps an object that was read for another reason.</summary>
    public void Add(AuthentikObject found)
    {
        foreach (var id in ListIds(found))
        {
            byId[IdentityIds.Write(id)] = found;
        }
    }

    /// <summary>Reads the next page of the list.</summary>
    public Task ReadPageAsync(CancellationToken cancellation) => AttemptAsync(async () =>
    {
        var path = ListPaths.FindAll(resource, api.Call.Gate)[0];
        var chunk = await lists.ReadOneAsync(
            new ListRequest(path, resource.ListQuery), new ObjectRows(resource, api.Session), ++pages, cancellation);
        rows += chunk.Rows.Count;
        total = chunk.Rows.Count == 0 ? rows : chunk.Total ?? rows;
        foreach (var row in chunk.Rows)
        {
            Add(row);
        }
    });

    /// <summary>Reads one object.</summary>
    public Task ReadOneAsync(string id, CancellationToken cancellation) => AttemptAsync(async () =>
        Add(await lookup.FindAsync(resource.MakeIdentity(id, isId: true), cancellation)));

    // References to objects of several kinds contain the UUID that the book marks, or the id.
    private IEnumerable<object> ListIds(AuthentikObject found) =>
        resource.TargetIds.Select(field => field.Name).Append(resource.Id).Append("uuid").Select(found.ValueOf).OfType<object>();

    // A name that can't be looked up is no reason to fail: the id is shown, as it was before.
    private async Task AttemptAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (InputException)
        {
            // The object doesn't exist, or the user can't view it. Who asked for it says so.
        }
        catch (ApiException failure)
        {
            isRefused = !failure.IsObjectMissing;
            if (isRefused)
            {
                api.Call.Log.Verbose(
                    $"The name of {Articles.AddTo(resource.Title)} can't be looked up, so ids are shown. {failure.Message}");
            }
        }
    }
}
