using System.Text.RegularExpressions;

namespace Authentik.Generator.Emit.Reference;

/// <summary>Writes an about_ topic as Markdown.</summary>
internal sealed partial class TopicPage(Prose prose)
{
    private const string Indent = "    ";

    /// <summary>The page.</summary>
    public string Write(TopicText topic)
    {
        var links = topic.Links.Select(link => $"- {prose.Link(link)}\n");
        var blocks = Split(topic.Lines).Select(Write);
        return $"# {topic.Name}\n\n{prose.Write(topic.Synopsis)}\n\n{string.Join("\n\n", blocks)}\n\n## See also\n\n{string.Concat(links)}";
    }

    // Blocks end at an empty line, where the margin changes, and before the item of a list.
    private static IEnumerable<IReadOnlyList<string>> Split(IReadOnlyList<string> lines)
    {
        List<string> block = [];
        foreach (var line in lines.Append(string.Empty))
        {
            if (block.Count > 0 && (line.Length == 0 || IsCode(line) != IsCode(block[0]) || Item().IsMatch(line)))
            {
                // What stands right above an indented block is its title.
                yield return line.Length > 0 && IsCode(line) && !IsCode(block[0]) ? [$"**{string.Join(' ', block)}**"] : block;
                block = [];
            }

            if (line.Length > 0)
            {
                block.Add(line);
            }
        }
    }

    private static bool IsCode(string line) => line.StartsWith(Indent, StringComparison.Ordinal);

    private string Write(IReadOnlyList<string> block)
    {
        var text = string.Join(' ', block.Select(line => line.Trim()));
        var hasColumns = block.Any(line => Column().IsMatch(line));
        if (hasColumns || (IsCode(block[0]) && !IsSentence(text)))
        {
            var margin = IsCode(block[0]) ? Indent.Length : 0;
            var language = hasColumns || !Command().IsMatch(text) ? "text" : "powershell";
            return $"```{language}\n{string.Join('\n', block.Select(line => line[margin..]))}\n```";
        }

        if (block.Count == 1 && Capitals().IsMatch(text))
        {
            return $"## {text[0]}{text[1..].ToLowerInvariant().Replace("powershell", "PowerShell", StringComparison.Ordinal)}";
        }

        var marker = Item().Match(text).Value;
        return text.StartsWith("**", StringComparison.Ordinal) ? text : marker + prose.Write(text[marker.Length..]);
    }

    // Text about what is titled is indented like code.
    private static bool IsSentence(string text) => text.EndsWith('.') && Sentence().IsMatch(text);

    [GeneratedRegex(@"^(?:- |\d+\. )")]
    private static partial Regex Item();

    [GeneratedRegex(@"\S {3,}\S")]
    private static partial Regex Column();

    [GeneratedRegex(@"^(?:\$|'|try |[A-Z][a-z]+-[A-Z])")]
    private static partial Regex Command();

    [GeneratedRegex(@"^[A-Za-z][\w,']* \w")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^[A-Z][A-Z ]+$")]
    private static partial Regex Capitals();
}
