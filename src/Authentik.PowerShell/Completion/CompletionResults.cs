using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace Authentik.Commands;

/// <summary>Something that Tab offers: a value, and what it is.</summary>
internal readonly record struct Choice(string Text, string Tip);

/// <summary>Creates completion results that are valid on a command line, whatever characters they contain.</summary>
internal static class CompletionResults
{
    /// <summary>Creates results for the values that begin with the word and aren't in its list, quoted if they need it.</summary>
    public static IEnumerable<CompletionResult> Create(CompletedWord word, IEnumerable<Choice> choices) => choices
        .Where(choice => choice.Text.Length > 0 && word.Fits(choice.Text))
        .DistinctBy(choice => choice.Text, StringComparer.Ordinal)
        .Select(choice => Create(Quote(choice.Text), choice.Text, choice.Tip.Length == 0 ? choice.Text : choice.Tip));

    /// <summary>Creates a result for a value.</summary>
    public static CompletionResult Create(string completion, string shown, string tip) =>
        new(completion, VisibleText.Show(shown), CompletionResultType.ParameterValue, VisibleText.Show(tip));

    private static string Quote(string text) =>
        VisibleText.Show(text) != text ? Escape(text)
        : IsPlain(text) ? text
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    // People choose their own names. One with an escape sequence would reach the terminal, so its characters are typed by their codes.
    private static string Escape(string text)
    {
        var typed = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            var one = rune.ToString();
            _ = CanBeTyped(rune, one) ? typed.Append(one) : typed.Append(CultureInfo.InvariantCulture, $"`u{{{rune.Value:X}}}");
        }

        return typed.Append('"').ToString();
    }

    private static bool CanBeTyped(Rune rune, string text) => rune.IsAscii
        ? rune.Value is >= ' ' and <= '~' and not ('`' or '$' or '"')
        : Rune.IsLetterOrDigit(rune) && VisibleText.Show(text) == text;

    // What begins like a number would become one.
    private static bool IsPlain(string text) =>
        (char.IsAsciiLetter(text[0]) || text[0] is '_' or '/' or ':')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':');
}
