using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Creates completion results that are valid on a command line, whatever characters they contain.</summary>
internal static class CompletionResults
{
    /// <summary>Creates results for the values that begin with the word, quoted if they need it.</summary>
    public static IEnumerable<CompletionResult> Create(string word, IEnumerable<(string Text, string Tip)> choices)
    {
        var typed = word.Trim('\'', '"');
        return choices
            .Where(choice => choice.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(choice => Create(Quote(choice.Text), choice.Text, choice.Tip.Length == 0 ? choice.Text : choice.Tip));
    }

    /// <summary>Creates a result for a value.</summary>
    public static CompletionResult Create(string completion, string shown, string tip) =>
        new(completion, shown, CompletionResultType.ParameterValue, tip);

    private static string Quote(string text) => IsPlain(text) ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    // What begins like a number would become one.
    private static bool IsPlain(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] is '_' or '/' or ':')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':');
}
