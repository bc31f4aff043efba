using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Makes completion results that are valid on a command line, whatever characters they hold.</summary>
internal static class Completions
{
    /// <summary>The texts that begin with the word, quoted where they have to be.</summary>
    public static IEnumerable<CompletionResult> Of(string word, IEnumerable<(string Text, string Tip)> choices)
    {
        var typed = word.Trim('\'', '"');
        return choices
            .Where(choice => choice.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(choice => new CompletionResult(Quote(choice.Text), choice.Text, CompletionResultType.ParameterValue, choice.Tip.Length == 0 ? choice.Text : choice.Tip));
    }

    // What begins like a number would become one.
    private static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':') && !text.StartsWith('-') && !char.IsAsciiDigit(text[0]) && text[0] != '.'
            ? text
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
