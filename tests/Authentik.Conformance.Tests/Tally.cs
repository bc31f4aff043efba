using Authentik.Book;

namespace Authentik.Conformance.Tests;

/// <summary>Counts what a version has and what the module has of it, and notes what differs.</summary>
internal sealed class Tally(ServerVersion version)
{
    private int requests, requestsHad, responses, responsesHad, filters, filtersHad;

    /// <summary>The version.</summary>
    public ServerVersion Version { get; } = version;

    /// <summary>What differs.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How much was looked at.</summary>
    public int All => requests + responses + filters;

    /// <summary>Counts a field of a request.</summary>
    public void Request(bool isThere, string where, string what) => Count(ref requests, ref requestsHad, isThere, where, what);

    /// <summary>Counts a field of an answer.</summary>
    public void Response(bool isThere, string where, string what) => Count(ref responses, ref responsesHad, isThere, where, what);

    /// <summary>Counts a filter.</summary>
    public void Filter(bool isThere, string where, string what) => Count(ref filters, ref filtersHad, isThere, where, what);

    /// <summary>Notes a difference.</summary>
    public void Expect(bool isSo, string where, string what)
    {
        if (!isSo)
        {
            Faults.Add($"{where}: the document says that it {what}");
        }
    }

    /// <summary>The figures, have of all.</summary>
    public override string ToString() =>
        $"request fields {requestsHad}/{requests}, response fields {responsesHad}/{responses}, filters {filtersHad}/{filters}, differences {Faults.Count}";

    private void Count(ref int all, ref int had, bool isThere, string where, string what)
    {
        all++;
        had += isThere ? 1 : 0;
        Expect(isThere, where, what);
    }
}
