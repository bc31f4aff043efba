using System.Runtime.CompilerServices;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Background;

/// <summary>The tasks that a server starts from now on.</summary>
/// <param name="api">Where.</param>
/// <param name="narrow">Narrows the list of all tasks.</param>
internal sealed class StartedTasks(ApiClient api, Action<ListQuery> narrow) : BackgroundWork
{
    private static readonly WorkState Gone = WorkState.Unseen with
    {
        IsFinished = true,
        HasFailed = true,
        Reason = "The server no longer has its task, so its result is unknown. Check the object on the server.",
    };

    private readonly Resource tasks = api.Session.Book[BackgroundTasks.Noun];
    private readonly HashSet<object> known = [];
    private DateTimeOffset since = DateTimeOffset.MinValue;
    private bool hasSeen;

    /// <summary>The tasks that a server starts for an object.</summary>
    /// <param name="api">Where.</param>
    /// <param name="target">The object; its id is known.</param>
    public StartedTasks(ApiClient api, Identity target)
        : this(api, query => RelatedFilters.Fill(query, target, api.Session.ServerVersion))
    {
    }

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellation)
    {
        await foreach (var chunk in ListAsync(first: 100, cancellation))
        {
            foreach (var task in chunk)
            {
                var time = BackgroundTasks.TimeOf(task);
                since = since > time ? since : time;
                known.Add(task.ValueOf(tasks.Id)!);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<WorkState> ReadAsync(CancellationToken cancellation)
    {
        var found = new List<AuthentikObject>();
        await foreach (var chunk in ListAsync(first: null, cancellation))
        {
            var started = chunk.Where(task => !known.Contains(task.ValueOf(tasks.Id)!)).ToList();
            found.AddRange(started);

            // Clocks of workers differ, so a page is read to its end, even if an older task is in it.
            if (started.Count < chunk.Count || started.Exists(task => BackgroundTasks.TimeOf(task) < since))
            {
                break;
            }
        }

        hasSeen |= found.Count > 0;
        return found.Count == 0 && hasSeen ? Gone : BackgroundTasks.Summarize(found);
    }

    // The latest ones first, so that reading can end where the older ones begin.
    private async IAsyncEnumerable<IReadOnlyList<AuthentikObject>> ListAsync(
        int? first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new ListQuery(tasks) { OrderBy = ["-mtime"] };
        narrow(query);
        await foreach (var chunk in new ResourceClient(api, tasks).Lister.ListAsync(query, skip: 0, first, cancellation))
        {
            yield return chunk.Objects;
        }
    }
}
