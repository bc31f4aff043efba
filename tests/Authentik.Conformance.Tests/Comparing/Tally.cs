using Authentik.Book;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>What is counted.</summary>
internal enum Part
{
    /// <summary>A path and a method.</summary>
    Operation,

    /// <summary>A field of a request.</summary>
    Request,

    /// <summary>A field of an answer.</summary>
    Response,

    /// <summary>A filter of a list.</summary>
    Filter,

    /// <summary>A value that a field or filter may have.</summary>
    Value,
}

/// <summary>Counts what a version has and what the module has of it, and notes what differs.</summary>
internal sealed class Tally(ServerVersion version)
{
    private readonly Dictionary<(Part Part, string Where), bool> counted = [];
    private readonly Dictionary<string, bool> nulls = [];
    private readonly SortedSet<string> faults = new(StringComparer.Ordinal);

    /// <summary>The version.</summary>
    public ServerVersion Version { get; } = version;

    /// <summary>What differs.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>The operations that were not compared, because no resource has them.</summary>
    public List<string> Later { get; } = [];

    /// <summary>The fields that were left out, and why.</summary>
    public List<string> Exceptions { get; } = [];

    /// <summary>The fields that requests may set to null by the module, and whether this version's document says so too.</summary>
    public IReadOnlyDictionary<string, bool> Nulls => nulls;

    /// <summary>Counts something that the document has.</summary>
    public void Count(Part part, string where, bool isThere, string what)
    {
        counted[(part, where)] = counted.GetValueOrDefault((part, where), true) && isThere;
        Expect(isThere, where, what);
    }

    /// <summary>Notes a difference.</summary>
    public void Expect(bool isSo, string where, string what)
    {
        if (!isSo)
        {
            faults.Add($"{where}: {what}");
        }
    }

    /// <summary>Notes a field that takes null by the module.</summary>
    public void TakesNull(string where, bool alsoHere) => nulls[where] = nulls.GetValueOrDefault(where) || alsoHere;

    /// <summary>How many there are of a part, and how many of them the module has.</summary>
    public (int Had, int All) Of(Part part)
    {
        var all = counted.Where(pair => pair.Key.Part == part).ToList();
        return (all.Count(pair => pair.Value), all.Count);
    }

    /// <summary>The figures, have of all.</summary>
    public override string ToString() =>
        $"{Version}: operations {Text(Part.Operation)}, request fields {Text(Part.Request)}, response fields {Text(Part.Response)}, "
        + $"filters {Text(Part.Filter)}, values {Text(Part.Value)}; "
        + $"differences: {faults.Count}; later: {Later.Count}; exceptions: {Exceptions.Count}";

    private string Text(Part part)
    {
        var (had, all) = Of(part);
        return $"{had}/{all}";
    }
}
