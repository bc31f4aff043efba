using System.Collections.Concurrent;

namespace Authentik.Benchmarks.Serving;

/// <summary>How often each operation was requested. The ids in paths don't count.</summary>
internal sealed class Counters
{
    private readonly ConcurrentDictionary<string, int> counts = new();

    public void Add(string method, string path) =>
        counts.AddOrUpdate($"{method} {WithoutId(path)}", 1, (_, count) => count + 1);

    public void Clear() => counts.Clear();

    public IReadOnlyDictionary<string, int> ToDictionary() => new SortedDictionary<string, int>(counts, StringComparer.Ordinal);

    private static string WithoutId(string path) => path.Split('/') is ["", "api", "v3", var area, var kind, not "" and not "me", ..]
        ? $"/{area}/{kind}/ID/"
        : path.Replace("/api/v3", string.Empty, StringComparison.Ordinal);
}
