using Authentik.Book;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>What a comparison found.</summary>
/// <param name="Read">The request.</param>
/// <param name="Differences">The differences between the responses.</param>
/// <param name="HasRows">True when both responses are lists with rows, false when one is empty, null when they aren't lists.</param>
internal sealed record Outcome(Read Read, IReadOnlyList<Difference> Differences, bool? HasRows);

/// <summary>Counts the requests to which both servers answer alike, and lists the differences.</summary>
internal sealed class Tally(ServerVersion version, IReadOnlyList<Deviation> deviations)
{
    private readonly List<Outcome> all = [];

    /// <summary>The figures of the requests without and with a query, in a line.</summary>
    public string Figures
    {
        get
        {
            var plain = all.Where(one => !one.Read.IsVariant).ToList();
            var (lists, filled) = (plain.Count(one => one.HasRows is not null), plain.Count(one => one.HasRows == true));
            return $"{version}: {Count(plain)}; with a query, {Count([.. all.Where(one => one.Read.IsVariant)])}; "
                + $"rows on both servers in {filled} of {lists} lists";
        }
    }

    /// <summary>A line for each difference, with the reason of those that are named.</summary>
    public IEnumerable<string> Lines =>
        from one in all
        from difference in one.Differences
        let named = FindDeviation(one.Read, difference)
        select $"{one.Read}: {difference}" + (named is null ? string.Empty : $" ({named.Reason})");

    /// <summary>What the test fails for: differences that aren't named, and named ones that are gone.</summary>
    public IReadOnlyList<string> Faults =>
    [
        .. from one in all
           from difference in one.Differences
           where FindDeviation(one.Read, difference) is null
           select $"{one.Read}: {difference}. Correct the sandbox, or name the difference in Deviations.cs and in the README.",
        .. from deviation in deviations
           where all.Exists(one => one.Read.Path == deviation.Path) && !IsSeen(deviation)
           select $"This difference is gone. Remove it from Deviations.cs and from the README: {deviation}",
    ];

    public void Add(Outcome outcome) => all.Add(outcome);

    private Deviation? FindDeviation(Read read, Difference difference) =>
        deviations.FirstOrDefault(deviation => deviation.Covers(read, difference));

    private bool IsSeen(Deviation deviation) =>
        all.Exists(one => one.Differences.Any(difference => deviation.Covers(one.Read, difference)));

    private static string Count(IReadOnlyList<Outcome> outcomes)
    {
        var sameStatus = outcomes.Count(one => one.Differences.All(difference => difference.Where != Comparison.Status));
        var sameKeys = outcomes.Count(one => one.Differences.Count == 0);
        return $"same status {sameStatus} of {outcomes.Count}, same keys {sameKeys} of {outcomes.Count}";
    }
}
