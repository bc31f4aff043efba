using System.Text;

namespace Authentik.Generator.Import.Chapters;

/// <summary>The lines of a file, and the changes to make. All other lines stay the same, to the byte.</summary>
internal sealed class ChapterText
{
    private readonly string file;
    private readonly string ending;
    private readonly List<string> lines;
    private readonly SortedDictionary<int, List<string>> inserted = [];
    private readonly Dictionary<int, string> replaced = [];

    private ChapterText(string file, string text)
    {
        this.file = file;
        ending = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        lines = [.. text.Split(ending)];
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }
    }

    /// <summary>How many lines it has now.</summary>
    public int Count => lines.Count;

    /// <summary>How many lines will be added or changed.</summary>
    public int Changes => replaced.Count + inserted.Values.Sum(block => block.Count);

    /// <summary>Reads a file; one that doesn't exist is empty.</summary>
    public static ChapterText Read(string file) => new(file, File.Exists(file) ? File.ReadAllText(file) : string.Empty);

    /// <summary>The line at an index, with its change.</summary>
    public string this[int index] => replaced.GetValueOrDefault(index, lines[index]);

    /// <summary>Replaces a line.</summary>
    public void Replace(int index, string line)
    {
        if (this[index] != line)
        {
            replaced[index] = line;
        }
    }

    /// <summary>Inserts lines before the line at an index.</summary>
    public void Insert(int index, IEnumerable<string> block)
    {
        if (!inserted.TryGetValue(index, out var there))
        {
            inserted[index] = there = [];
        }

        there.AddRange(block);
    }

    /// <summary>The index after everything that belongs to the line at an index: all lines with more indentation.</summary>
    public int EndOf(int index)
    {
        var depth = Depth(lines[index]);
        var end = index + 1;
        for (var i = end; i < lines.Count && (IsEmpty(lines[i]) || Depth(lines[i]) > depth); i++)
        {
            end = IsEmpty(lines[i]) ? end : i + 1;
        }

        return end;
    }

    /// <summary>The index of a key directly under the line at an index; -1 where it's absent. An index of -1 is the file itself.</summary>
    public int Find(int parent, string key)
    {
        var depth = parent < 0 ? 0 : Depth(lines[parent]) + 2;
        var end = parent < 0 ? lines.Count : EndOf(parent);
        var start = new string(' ', depth) + key + ":";
        return lines.FindIndex(parent + 1, end - parent - 1, line => line.StartsWith(start, StringComparison.Ordinal));
    }

    /// <summary>Writes the file if anything changes.</summary>
    public void Save()
    {
        if (Changes == 0)
        {
            return;
        }

        var text = new StringBuilder();
        for (var i = 0; i <= lines.Count; i++)
        {
            foreach (var line in inserted.GetValueOrDefault(i) ?? [])
            {
                text.Append(line).Append(ending);
            }

            if (i < lines.Count)
            {
                text.Append(this[i]).Append(ending);
            }
        }

        File.WriteAllText(file, text.ToString());
    }

    private static bool IsEmpty(string line) => string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#');

    private static int Depth(string line) => line.Length - line.TrimStart().Length;
}
