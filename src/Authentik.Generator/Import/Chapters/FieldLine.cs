namespace Authentik.Generator.Import.Chapters;

/// <summary>The line of a field in its three parts; changing one leaves the others as they stand.</summary>
internal sealed class FieldLine
{
    private readonly ChapterText text;
    private readonly int index;

    /// <summary>The line whose key stands at an index; a field with a hint has its line below, behind 'is:'.</summary>
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
