using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>How a sentence begins and ends.</summary>
internal static partial class Shape
{
    /// <summary>Whether the text has the words of a sentence and ends as one.</summary>
    public static bool IsSentence(string text) => Sentence().IsMatch(text);

    /// <summary>Whether the text has the words of a sentence, with an end or without.</summary>
    public static bool IsClause(string text) => Clause().IsMatch(text);

    /// <summary>Whether it begins with a capital, a quote, a parameter, a value, or a name that is written small.</summary>
    public static bool StartsWell(string text) => Start().IsMatch(text);

    /// <summary>Whether it ends with a period, a question mark, or a value that brings its own end.</summary>
    public static bool EndsWell(string text) => End().IsMatch(text);

    /// <summary>How many sentences there are; a period in a version or a name ends none.</summary>
    public static int CountSentences(string text) => Ends().Count(text);

    /// <summary>Whether a plural was formed by adding an s where English doesn't.</summary>
    public static bool HasOddPlural(string text) => OddPlural().IsMatch(text);

    [GeneratedRegex(@"^\S+ .*[\w'""})\]][.?!]$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^[A-Z'-][\w'-]* .* .* .*\w")]
    private static partial Regex Clause();

    [GeneratedRegex(@"^(?:- )?(?:[A-Z0-9'""“({/@$]|--?[A-Z{]|authentik\b|about_|https?:)|^- \S+: ")]
    private static partial Regex Start();

    [GeneratedRegex(@"(?:[.?!]['"")]?|\{\}['""]?|:)\s*$")]
    private static partial Regex End();

    [GeneratedRegex(@"[\w'""})][.?!](?:\s|$)")]
    private static partial Regex Ends();

    [GeneratedRegex(@"\b[a-z]+(?:[^aeiou\W]ys|sss|tuss|[xz]s|[cs]hs)\b(?!')")]
    private static partial Regex OddPlural();
}
