using System.Text.Json;
using Authentik.Book;

namespace Authentik.Jobs.Findings;

/// <summary>What runs: workers and outposts.</summary>
internal sealed partial class FindingData
{
    // The address changed three times.
    private static readonly (string Path, VersionRange Versions)[] WorkerPaths =
    [
        ("/admin/workers/", VersionRange.Parse("..2025.6")),
        ("/tasks/workers", VersionRange.Parse("2025.8..2026.2")),
        ("/tasks/workers/", VersionRange.Parse("2026.5..")),
    ];

    /// <summary>The name of the server, for findings that are about no object.</summary>
    public string Server => client.Session.Uri.Host;

    /// <summary>How many workers run.</summary>
    public Task<int> WorkerCount => OnceAsync(nameof(WorkerCount), async () =>
    {
        var path = WorkerPaths.Last(one => client.Gate.IsPossible(one.Versions)).Path;
        using var response = await client.Api.GetAsync(path, [], cancellation);
        return response.Json.ValueKind == JsonValueKind.Array
            ? response.ListObjects(response.Json).Count()
            : response.JsonObject.TryGetProperty("count", out var count) && count.ValueKind == JsonValueKind.Number
                ? count.GetInt32()
                : throw response.Refuse("It doesn't say how many workers run.");
    });

    /// <summary>The running instances of each outpost that has something to do. The server has no list of them all.</summary>
    public Task<IReadOnlyList<(Outpost Outpost, int Instances, int Outdated)>> OutpostStates =>
        OnceAsync<IReadOnlyList<(Outpost, int, int)>>(nameof(OutpostStates), async () =>
        {
            var states = new List<(Outpost, int, int)>();
            foreach (var outpost in (await Outposts).Where(one => one.Providers is { Count: > 0 }))
            {
                using var response = await client.Api.GetAsync($"{Resources.Outpost.Path}{outpost.Pk}/health/", [], cancellation);
                var instances = response.ListObjects(response.Json).ToList();
                states.Add((outpost, instances.Count, instances.Count(IsOutdated)));
            }

            return states;
        });

    private static bool IsOutdated(JsonElement instance) =>
        instance.TryGetProperty("version_outdated", out var value) && value.ValueKind == JsonValueKind.True;
}
