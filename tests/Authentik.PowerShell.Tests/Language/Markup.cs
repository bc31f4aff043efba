using System.Net;
using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>Takes the text out of XML comments and Markdown.</summary>
internal static partial class Markup
{
    /// <summary>The paragraphs of a text, each in one line, with the number of lines before it.</summary>
    public static IEnumerable<(int Line, string Text)> Paragraphs(string text)
    {
        var (start, isCode) = (0, false);
        List<string> lines = [];
        foreach (var (number, line) in text.Split('\n').Append(string.Empty).Index())
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            var ends = isFence || isCode || line.Trim().Length == 0 || Item().IsMatch(line);
            if (ends && lines.Count > 0)
            {
                yield return (start, Clean(string.Join(' ', lines)));
                lines.Clear();
            }

            if (!isFence && !isCode && line.Trim().Length > 0)
            {
                start = lines.Count == 0 ? number : start;
                lines.Add(line.Trim());
            }
        }
    }

    // What is named in a reference or as code stays, because an article stands before it.
    private static string Clean(string text) =>
        Space().Replace(WebUtility.HtmlDecode(WithoutTags(text)).Replace("`", string.Empty, StringComparison.Ordinal), " ").Trim();

    private static string WithoutTags(string text) =>
        Tag().Replace(Reference().Replace(Link().Replace(text, "$1"), "$1"), string.Empty);

    [GeneratedRegex(@"^\s*([-*|#>]|\d+\.|<(summary|param|returns|exception|remarks|item)\b)")]
    private static partial Regex Item();

    [GeneratedRegex("""<\w+ (?:cref|name|langword)="(?:\w:)?(?:[\w.]+\.)?([^"]+)"\s*/>""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"</?[a-z][^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
