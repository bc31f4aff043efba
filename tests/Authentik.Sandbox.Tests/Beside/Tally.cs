using Authentik.Book;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>Counts the requests to which both servers answer alike, and lists the differences.</summary>
internal sealed class Tally(ServerVersion version)
{
    private readonly List<(Read Read, IReadOnlyList<Difference> Differences)> all = [];

    /// <summary>The figures of the requests without and with a query, in a line.</summary>
    public string Figures =>
        $"{version}: {Count(all.Where(one => !one.Read.IsVariant))}; with a query, {Count(all.Where(one => one.Read.IsVariant))}";

    /// <summary>A line for each difference.</summary>
    public IEnumerable<string> Lines =>
        from one in all
        from difference in one.Differences
        let named = Deviations.All.FirstOrDefault(deviation => deviation.Covers(one.Read, difference))
        select $"{one.Read}: {difference}" + (named is null ? string.Empty : $" ({named.Reason})");

    /// <summary>The lines of the differences that aren't named.</summary>
    public IReadOnlyList<string> Unnamed =>
    [
        .. from one in all
           from difference in one.Differences
           where !Deviations.All.Any(deviation => deviation.Covers(one.Read, difference))
           select $"{one.Read}: {difference}",
    ];

    public void Add(Read read, IReadOnlyList<Difference> differences) => all.Add((read, differences));

    private static string Count(IEnumerable<(Read Read, IReadOnlyList<Difference> Differences)> reads)
    {
        var list = reads.ToList();
        var sameStatus = list.Count(one => one.Differences.All(difference => difference.Where != Comparison.Status));
        var sameKeys = list.Count(one => one.Differences.Count == 0);
        return $"same status {sameStatus} of {list.Count}, same keys {sameKeys} of {list.Count}";
    }
}
