using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Something that Tab offers: a value, and what it is.</summary>
internal readonly record struct Choice(string Text, string Tip);

/// <summary>Creates completion results that are valid on a command line, whatever characters they contain.</summary>
internal static class CompletionResults
{
    /// <summary>Creates results for the values that begin with the word and aren't in its list, quoted if they need it.</summary>
    public static IEnumerable<CompletionResult> Create(CompletedWord word, IEnumerable<Choice> choices) => choices
        .Where(choice => word.Fits(choice.Text) && CanBeTyped(choice.Text))
        .DistinctBy(choice => choice.Text, StringComparer.Ordinal)
        .Select(choice => Create(Quote(choice.Text), choice.Text, VisibleText.Show(choice.Tip.Length == 0 ? choice.Text : choice.Tip)));

    /// <summary>Creates a result for a value.</summary>
    public static CompletionResult Create(string completion, string shown, string tip) =>
        new(completion, shown, CompletionResultType.ParameterValue, tip);

    // People choose their own names. One with an escape sequence would reach the terminal.
    private static bool CanBeTyped(string text) => text.Length > 0 && VisibleText.Show(text) == text;

    private static string Quote(string text) => IsPlain(text) ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    // What begins like a number would become one.
    private static bool IsPlain(string text) =>
        (char.IsAsciiLetter(text[0]) || text[0] is '_' or '/' or ':')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':');
}
