using System.Collections.Concurrent;

namespace Authentik.Benchmarks.Serving;

/// <summary>How often each operation was requested, and how many requests ran at once. The ids in paths don't count.</summary>
internal sealed class Counters
{
    private readonly ConcurrentDictionary<string, int> counts = new();
    private readonly Lock gate = new();
    private int running;

    /// <summary>The most requests that ran at once.</summary>
    public int Most { get; private set; }

    public void Begin(string method, string path)
    {
        counts.AddOrUpdate($"{method} {WithoutId(path)}", 1, (_, count) => count + 1);
        lock (gate)
        {
            Most = Math.Max(Most, ++running);
        }
    }

    public void End()
    {
        lock (gate)
        {
            running--;
        }
    }

    public void Clear()
    {
        counts.Clear();
        lock (gate)
        {
            Most = running;
        }
    }

    public IReadOnlyDictionary<string, int> ToDictionary() => new SortedDictionary<string, int>(counts, StringComparer.Ordinal);

    private static string WithoutId(string path) => path.Split('/') is ["", "api", "v3", var area, var kind, not "" and not "me", ..]
        ? $"/{area}/{kind}/ID/"
        : path.Replace("/api/v3", string.Empty, StringComparison.Ordinal);
}
