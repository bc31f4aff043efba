using System.Collections;
using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;

namespace Authentik.Commands;

/// <summary>The word that is being completed, without its quotes, and what else is in its list.</summary>
internal sealed partial class CompletedWord
{
    private readonly HashSet<string> others;

    private CompletedWord(string text, HashSet<string> others)
    {
        (Text, this.others) = (text, others);
    }

    /// <summary>What was typed, as the command would get it.</summary>
    public string Text { get; }

    /// <summary>True if it's a pattern, which no name begins with.</summary>
    public bool IsPattern => Text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Reads a word, which PowerShell passes as it was typed.</summary>
    public static CompletedWord Read(string word, string parameter, CommandAst? command, IDictionary bound)
    {
        var text = Unquote(word);
        var typed = ListTyped(parameter, command, bound).ToList();
        typed.Remove(text);
        return new CompletedWord(text, typed.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>True for a value that begins with the word and isn't in the list already.</summary>
    public bool Fits(string value) => value.StartsWith(Text, StringComparison.OrdinalIgnoreCase) && !IsTyped(value);

    /// <summary>True for a value that is in the list already.</summary>
    public bool IsTyped(string value) => others.Contains(value);

    // PowerShell closes a quote that is still open, but doubles none.
    private static string Unquote(string word)
    {
        if (word.Length == 0 || word[0] is not ('\'' or '"'))
        {
            return word.Replace("`", string.Empty, StringComparison.Ordinal);
        }

        var quote = word[0];
        var isClosed = word.Length > 1 && word[^1] == quote;
        var text = isClosed ? word[1..^1] : word[1..];
        text = text.Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal);
        return quote == '"' ? Escape().Replace(text, Unescape) : text;
    }

    // The codes by which a completed name has the characters that can't be seen.
    private static string Unescape(Match escape) => Rune.TryCreate(Convert.ToInt32(escape.Groups[1].Value, 16), out var rune)
        ? rune.ToString()
        : escape.Value;

    [GeneratedRegex("`u\\{([0-9A-Fa-f]{1,6})\\}")]
    private static partial Regex Escape();

    // After a comma, the list isn't complete, so PowerShell doesn't bind it.
    private static IEnumerable<string> ListTyped(string parameter, CommandAst? command, IDictionary bound)
    {
        var complete = Unwrap.Base(bound[parameter]) is IEnumerable list and not (string or IDictionary)
            ? list.Cast<object?>().Select(item => item?.ToString())
            : [];
        var incomplete = command?.CommandElements.OfType<ErrorExpressionAst>()
            .SelectMany(error => error.FindAll(part => part is StringConstantExpressionAst, searchNestedScriptBlocks: false))
            .Select(part => ((StringConstantExpressionAst)part).Value) ?? [];
        return complete.Concat(incomplete).OfType<string>();
    }
}
