using Authentik.Book;
using Authentik.Generator.Book;

namespace Authentik.Generator.Import.Chapters;

/// <summary>The line of a field in its three parts; changing one leaves the others as they stand.</summary>
internal sealed class FieldLine
{
    private readonly ChapterText text;
    private readonly int index;

    /// <summary>The line whose key is at an index; a field with a hint has its line below, after 'is:'.</summary>
    public FieldLine(ChapterText text, int key)
    {
        this.text = text;
        var hinted = text.Find(key, "is");
        index = hinted < 0 ? key : hinted;
    }

    /// <summary>The marks.</summary>
    public LineMarks Marks => new(Parts()[1]);

    /// <summary>Writes other marks.</summary>
    public void Write(LineMarks marks)
    {
        var parts = Parts();
        var written = marks.ToString();
        text.Replace(index, $"{parts[0]}|{(written.Length == 0 ? " " : $" {written} ")}|{parts[2]}");
    }

    /// <summary>Writes another type.</summary>
    public void Write(string type)
    {
        var parts = Parts();
        var key = parts[0].IndexOf(": ", StringComparison.Ordinal) + 2;
        var quote = parts[0][key..].TrimStart().StartsWith('"') ? "\"" : string.Empty;
        text.Replace(index, $"{parts[0][..key]}{quote}{type} |{parts[1]}|{parts[2]}");
    }

    private string[] Parts() => text[index].Split('|', 3);
}

/// <summary>The marks of a line as text, changed one by one.</summary>
internal sealed class LineMarks
{
    private readonly List<(string Mark, string More)> marks;

    public LineMarks(string text) => marks = [.. MarkGrammar.Split(text).Select(mark => (mark.Mark, string.Join(' ', mark.Words)))];

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
}
