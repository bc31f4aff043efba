using System.Collections.Concurrent;
using System.Text.Json;
using Authentik.Book;
using Authentik.Http;

namespace Authentik.Configuration;

/// <summary>
/// Finds the objects of authentik's own blueprints that somebody changed: changes by people are in the event log, and those by blueprints
/// aren't. It follows <c>events_events_list</c>.
/// </summary>
internal sealed class ManagedChanges(ApiClient api, SideBySide reads)
{
    /// <summary>
    /// The keys of managed objects that have been changed as far as the log goes back. It keeps events for a year by default.
    /// </summary>
    /// <exception cref="ApiException">The caller may not view events, the server failed, or no response arrived.</exception>
    public async Task<IReadOnlySet<ObjectKey>> FindAsync(ConfigurationGraph graph, CancellationToken cancellation)
    {
        var managed = graph.Objects.Where(one => one.ManagedBy is not null && one.Resource.IdType == FieldType.Uuid && one.Id is not null);
        var changed = new ConcurrentBag<ObjectKey>();
        await reads.RunAsync(
            [.. managed],
            async (one, token) =>
            {
                if (await IsChangedAsync(one.Id!, token))
                {
                    changed.Add(one.Key);
                }
            },
            cancellation);
        return changed.ToHashSet();
    }

    private async Task<bool> IsChangedAsync(string id, CancellationToken cancellation)
    {
        KeyValuePair<string, string>[] query =
        [
            new("action", "model_updated"),
            new("context_model_pk", id.Replace("-", string.Empty, StringComparison.Ordinal)),
            new("page_size", "1"),
        ];
        using var response = await api.GetAsync(Resources.Event.Path, query, cancellation);
        return response.Json.GetProperty("results").EnumerateArray().Any();
    }
}
