namespace Authentik.Generator.Import.Chapters;

/// <summary>The lines to add at the ends of a chapter's sections.</summary>
internal sealed class ChapterDraft(ChapterText text, string name)
{
    private static readonly string[] Sections = ["enums", "shapes", "resources"];

    private readonly Dictionary<string, List<IReadOnlyList<string>>> blocks =
        Sections.ToDictionary(section => section, _ => new List<IReadOnlyList<string>>());

    /// <summary>Puts a block of lines at the end of a section.</summary>
    public void Add(string section, IReadOnlyList<string> block) => blocks[section].Add(block);

    /// <summary>Moves the blocks into the chapter; a section that isn't there yet is made in its order.</summary>
    public void Flush()
    {
        if (blocks.Values.All(section => section.Count == 0))
        {
            return;
        }

        if (text.Count == 0)
        {
            text.Insert(0, [$"# {name}: proposals from the documents. The build reads the chapter once it stands in book.yaml."]);
        }

        foreach (var section in Sections.Where(section => blocks[section].Count > 0))
        {
            Flush(section);
            blocks[section].Clear();
        }
    }

    private void Flush(string section)
    {
        var lines = blocks[section].SelectMany(block => block.Prepend(string.Empty));
        var at = text.Find(-1, section);
        if (at >= 0)
        {
            text.Insert(text.EndOf(at), lines);
            return;
        }

        var next = Sections.SkipWhile(other => other != section)
            .Select(other => text.Find(-1, other)).FirstOrDefault(index => index >= 0, -1);
        var whole = lines.Skip(1).Prepend(section + ":");
        text.Insert(next < 0 ? text.Count : next, next < 0 ? whole.Prepend(string.Empty) : whole.Append(string.Empty));
    }
}
