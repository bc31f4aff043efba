using Authentik.Book;
using Authentik.Generator.Book.Reading;

namespace Authentik.Generator.Import.Chapters;

/// <summary>The marks of a line as text, changed one by one.</summary>
internal sealed class LineMarks
{
    private readonly List<(string Mark, string More)> marks = [];

    /// <summary>Reads them.</summary>
    public LineMarks(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var word in part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Read(word, isFirst: marks.Count == 0 || word == part.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
            }
        }
    }

    /// <summary>Sets or takes away a mark without a range.</summary>
    public void Set(string mark, bool has)
    {
        marks.RemoveAll(there => there.Mark == mark);
        if (has)
        {
            marks.Insert(0, (mark, string.Empty));
        }
    }

    /// <summary>Sets a mark to a range; null takes it away, all versions leave the mark alone.</summary>
    public void Set(string mark, VersionRange? range)
    {
        var at = marks.FindIndex(there => there.Mark == mark);
        marks.RemoveAll(there => there.Mark == mark);
        if (range is not null)
        {
            var end = marks.FindIndex(there => there.Mark == "as");
            marks.Insert(at >= 0 ? at : end >= 0 ? end : marks.Count, (mark, range.IsAll ? string.Empty : range.ToString()));
        }
    }

    /// <summary>The marks as a line has them.</summary>
    public override string ToString() => string.Join("; ", marks.Select(mark => $"{mark.Mark} {mark.More}".TrimEnd()));

    // A word behind a mark that takes more belongs to it, unless a semicolon or another mark came in between.
    private void Read(string word, bool isFirst)
    {
        if (!isFirst && marks.Count > 0 && MarksReader.TakesMore.Contains(marks[^1].Mark) && (marks[^1].Mark != "required" || char.IsAsciiDigit(word[0]) || word[0] == '.'))
        {
            marks[^1] = (marks[^1].Mark, $"{marks[^1].More} {word}".Trim());
        }
        else
        {
            marks.Add((word, string.Empty));
        }
    }
}
