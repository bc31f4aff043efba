using System.Text.RegularExpressions;

namespace Authentik.Generator.Emit.Reference;

/// <summary>An about_ topic: sections under headings in capitals at the margin, text four columns to the right, code eight.</summary>
internal sealed partial record TopicText
{
    private readonly Dictionary<string, string[]> sections;

    public TopicText(string name, string text)
    {
        Name = name;
        var parts = Heading().Split(text.ReplaceLineEndings("\n").Trim('\n'));
        sections = parts.Skip(1).Chunk(2).ToDictionary(part => part[0], part => part[1].Trim('\n').Split('\n'), StringComparer.Ordinal);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it describes, in a sentence.</summary>
    public string Synopsis => string.Join(' ', Section("SHORT DESCRIPTION").Select(line => line.Trim()));

    /// <summary>The text, a line each, without the margin.</summary>
    public IReadOnlyList<string> Lines => [.. Section("LONG DESCRIPTION").Select(line => line.Length > 4 ? line[4..] : string.Empty)];

    /// <summary>The commands and topics to read about next.</summary>
    public IReadOnlyList<string> Links => [.. Section("SEE ALSO").Select(line => line.Trim()).Where(line => line.Length > 0)];

    private string[] Section(string heading) => sections.GetValueOrDefault(heading, []);

    [GeneratedRegex(@"^([A-Z][A-Z ]+)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
