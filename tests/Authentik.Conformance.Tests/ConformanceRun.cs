using System.Collections.Concurrent;
using Authentik.Conformance.Tests.Comparing;
using Authentik.Conformance.Tests.Documents;
using Authentik.Tests.Support;

namespace Authentik.Conformance.Tests;

/// <summary>Compares all documents, once for all tests, and writes what came of it for the summary.</summary>
public sealed class ConformanceRun
{
    private readonly ConcurrentDictionary<string, Tally> tallies = new(StringComparer.Ordinal);

    public ConformanceRun()
    {
        Parallel.ForEach(ApiDocument.Versions, version => tallies[version] = DocumentComparison.Of(ApiDocument.Read(version)));
        if (All.Any())
        {
            TestReport.Write("conformance", Report());
        }
    }

    internal Tally this[string version] => tallies[version];

    internal IEnumerable<Tally> All => tallies.Values.OrderBy(tally => tally.Version);

    /// <summary>What differs, each with the versions in which it does.</summary>
    private IEnumerable<string> Differences() =>
        from tally in All
        from fault in tally.Faults
        group tally.Version by fault into fault
        orderby fault.Key
        select $"  {fault.Key} [{string.Join(' ', fault)}]";

    private IEnumerable<string> Report() =>
    [
        "Conformance with authentik's documents, have/all:",
        .. All.Select(tally => tally.ToString()),
        .. Titled("Differences:", Differences()),
        .. Titled($"Left for later, of {All.Last().Version}:", All.Last().Later.Order(StringComparer.Ordinal).Select(one => $"  {one}")),
        .. Titled(
            "Exceptions:",
            All.SelectMany(tally => tally.Exceptions).Distinct().Order(StringComparer.Ordinal).Select(one => $"  {one}")),
    ];

    private static IEnumerable<string> Titled(string title, IEnumerable<string> lines) => lines.Any() ? lines.Prepend(title) : [];
}
