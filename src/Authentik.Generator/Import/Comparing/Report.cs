using Authentik.Book;

namespace Authentik.Generator.Import.Comparing;

/// <summary>What an import has to say of one thing.</summary>
internal enum Finding
{
    /// <summary>The book didn't have it.</summary>
    Added,

    /// <summary>The document no longer has it.</summary>
    Removed,

    /// <summary>It has another type.</summary>
    Retyped,

    /// <summary>Its marks or range changed.</summary>
    Changed,

    /// <summary>One went and one of the same type came: perhaps the same under another name.</summary>
    Renamed,

    /// <summary>The book is wider than the document, or a person may want to know.</summary>
    Note,

    /// <summary>The document contradicts what a person wrote.</summary>
    Contradiction,
}

/// <summary>Collects what an import found: one line each, and a summary.</summary>
internal sealed class Report(ServerVersion version)
{
    private readonly List<(Finding Finding, string What, string Text)> all = [];

    /// <summary>True when the document contradicts the book.</summary>
    public bool HasContradictions => Count(Finding.Contradiction) > 0;

    /// <summary>How many lines of the book were written or changed.</summary>
    public int Lines { get; set; }

    /// <summary>Notes a finding once, however often it's found.</summary>
    public void Add(Finding finding, string what, string text)
    {
        if (!all.Contains((finding, what, text)))
        {
            all.Add((finding, what, text));
        }
    }

    /// <summary>Forgets what every pass over the book finds again, because lines have moved.</summary>
    public void BeginPass() => all.RemoveAll(one => one.Finding is Finding.Note or Finding.Contradiction);

    /// <summary>How many findings of a kind.</summary>
    public int Count(Finding finding) => all.Count(one => one.Finding == finding);

    /// <summary>The findings as lines.</summary>
    public IEnumerable<string> Findings => all.Select(one => $"{one.Finding.ToString().ToLowerInvariant(),-13} {one.What}: {one.Text}");

    /// <summary>The last line.</summary>
    public string Summary
    {
        get
        {
            var counts = Enum.GetValues<Finding>().Select(finding => $"{Count(finding)} {Word(finding)}");
            return $"{version}: {string.Join(", ", counts)}; {Lines} lines of the book written";
        }
    }

    private static string Word(Finding finding) => finding switch
    {
        Finding.Renamed => "perhaps renamed",
        Finding.Note => "notes",
        Finding.Contradiction => "contradictions",
        _ => finding.ToString().ToLowerInvariant(),
    };
}
