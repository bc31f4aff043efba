using System.Text.RegularExpressions;

namespace Authentik.Generator.Emit.Reference;

/// <summary>
/// Turns the text of the help into Markdown: names of commands and topics become links, what is typed becomes code, and nothing else is
/// markup.
/// </summary>
/// <param name="pages">The names of the commands and topics that have a page.</param>
internal sealed partial class Prose(IReadOnlySet<string> pages)
{
    /// <summary>One paragraph, or the item of a list, in one line.</summary>
    public string Write(string text) => Pieces().Replace(text, Mark);

    /// <summary>Paragraphs; those that begin with a hyphen are the items of a list.</summary>
    public IEnumerable<string> WriteAll(IEnumerable<string> paragraphs)
    {
        var isItem = false;
        foreach (var paragraph in paragraphs)
        {
            var choice = Choice().Match(paragraph);
            if (!choice.Success || !isItem)
            {
                yield return string.Empty;
            }

            isItem = choice.Success;
            yield return isItem ? $"- `{choice.Groups["value"].Value}`: {Write(choice.Groups["help"].Value)}" : Write(paragraph);
        }
    }

    /// <summary>A link to a page, or code if there is none.</summary>
    public string Link(string name) => pages.Contains(name) ? $"[{Escape(name)}]({name}.md)" : $"`{name}`";

    private string Mark(Match piece) =>
        piece.Groups["page"].Success ? Link(piece.Value)
        : piece.Groups["code"].Success ? Code(piece.Value)
        : Escape(piece.Value);

    // A sentence can end with what is typed.
    private static string Code(string text)
    {
        var end = text.TrimEnd('.', ',', ';', ':');
        return $"`{end}`{text[end.Length..]}";
    }

    private static string Escape(string text) => Special().Replace(text, @"\$0");

    [GeneratedRegex(
        """
        (?<page>\b(?:[A-Z][A-Za-z]+-Authentik\w*|about_\w+))
        |(?<code>
            \b(?:GET|POST|PUT|PATCH|DELETE)\ /[^\s,]*
            |https?://[^\s)]*
            |(?<![\w-])-[A-Z]\w+(?::\$\w+|\ \{[^{}]*\})?
            |\$\w[\w:]*(?:\.\w+)*
            |\b[A-Z][a-z]+-[A-Z][A-Za-z]+\b
            |(?<![\w.])\w*[A-Za-z0-9]_\w+\$?(?:\.\w+)*
            |'(?:[\w.]+=[\w=;.]+)'
        )
        |[\\`*_<>\[\]~|\#]
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pieces();

    [GeneratedRegex(@"[\\`*_<>\[\]~|#]")]
    private static partial Regex Special();

    [GeneratedRegex("^- (?<value>[^:]+): (?<help>.*)$", RegexOptions.Singleline)]
    private static partial Regex Choice();
}
