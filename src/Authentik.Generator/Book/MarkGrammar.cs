using System.Text.RegularExpressions;

namespace Authentik.Generator.Book;

/// <summary>What follows a mark on its line.</summary>
internal enum MarkArgument
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A range of versions.</summary>
    Range,

    /// <summary>A range of versions, or nothing.</summary>
    OptionalRange,

    /// <summary>One name.</summary>
    Name,

    /// <summary>Names, up to the semicolon.</summary>
    Names,
}

/// <summary>A mark with the words that belong to it.</summary>
internal sealed record MarkText(string Mark, IReadOnlyList<string> Words);

/// <summary>How the marks of a line are written: <c>secret required 2025.2..; only ldap scim; as Owner</c>.</summary>
internal static partial class MarkGrammar
{
    private static readonly Dictionary<string, MarkArgument> WordsAfter = new(StringComparer.Ordinal)
    {
        ["read-only"] = MarkArgument.None,
        ["write-only"] = MarkArgument.None,
        ["secret"] = MarkArgument.None,
        ["resend"] = MarkArgument.None,
        ["departs"] = MarkArgument.None,
        ["only-new"] = MarkArgument.None,
        ["only-set"] = MarkArgument.None,
        ["merge"] = MarkArgument.None,
        ["whole"] = MarkArgument.None,
        ["unique"] = MarkArgument.None,
        ["no-null"] = MarkArgument.None,
        ["part"] = MarkArgument.None,
        ["no-hyphens"] = MarkArgument.None,
        ["internal"] = MarkArgument.None,
        ["target"] = MarkArgument.None,
        ["listed"] = MarkArgument.None,
        ["unlisted"] = MarkArgument.None,
        ["named"] = MarkArgument.None,
        ["recorded"] = MarkArgument.None,
        ["copied"] = MarkArgument.None,
        ["main"] = MarkArgument.None,
        ["about"] = MarkArgument.Name,
        ["query"] = MarkArgument.OptionalRange,
        ["path"] = MarkArgument.None,
        ["body"] = MarkArgument.None,
        ["piped"] = MarkArgument.None,
        ["via"] = MarkArgument.Name,
        ["with"] = MarkArgument.Name,
        ["by"] = MarkArgument.Name,
        ["type-in"] = MarkArgument.Name,
        ["without"] = MarkArgument.Names,
        ["required"] = MarkArgument.OptionalRange,
        ["in"] = MarkArgument.Range,
        ["readable"] = MarkArgument.Range,
        ["writable"] = MarkArgument.Range,
        ["lines"] = MarkArgument.Range,
        ["minutes"] = MarkArgument.Range,
        ["one-of"] = MarkArgument.Name,
        ["from"] = MarkArgument.Name,
        ["slug-of"] = MarkArgument.Name,
        ["next-of"] = MarkArgument.Name,
        ["preset"] = MarkArgument.Name,
        ["default"] = MarkArgument.Name,
        ["varies"] = MarkArgument.None,
        ["code"] = MarkArgument.Name,
        ["data"] = MarkArgument.None,
        ["used-by"] = MarkArgument.Name,
        ["named-by"] = MarkArgument.Name,
        ["kind-in"] = MarkArgument.Name,
        ["stored-file"] = MarkArgument.None,
        ["own-access"] = MarkArgument.None,
        ["as"] = MarkArgument.Name,
        ["only"] = MarkArgument.Names,
        ["of"] = MarkArgument.Names,
        ["fits"] = MarkArgument.Names,
    };

    /// <summary>Every mark.</summary>
    public static IEnumerable<string> Marks => WordsAfter.Keys;

    /// <summary>What follows a mark; null for a word that isn't a mark.</summary>
    public static MarkArgument? FindArgument(string mark) => WordsAfter.TryGetValue(mark, out var argument) ? argument : null;

    /// <summary>Splits the marks of a line. A word that isn't a mark stands alone.</summary>
    public static IEnumerable<MarkText> Split(string text)
    {
        foreach (var words in SplitParts(text))
        {
            while (words.TryDequeue(out var mark))
            {
                yield return new MarkText(mark, [.. TakeWords(FindArgument(mark), words)]);
            }
        }
    }

    /// <summary>True for a word that begins a range of versions.</summary>
    public static bool LooksLikeRange(string word) => char.IsAsciiDigit(word[0]) || word[0] == '.';

    // Spaces and semicolons in quotes belong to the word: default "text with spaces", default ["a","b"].
    private static IEnumerable<Queue<string>> SplitParts(string text)
    {
        var words = new Queue<string>();
        foreach (Match word in Words().Matches(text))
        {
            if (word.Value == ";")
            {
                yield return words;
                words = new Queue<string>();
            }
            else
            {
                words.Enqueue(word.Value);
            }
        }

        yield return words;
    }

    [GeneratedRegex("""
        ;|(?:[^\s;"]|"(?:[^"\\]|\\.)*(?:"|$))+
        """)]
    private static partial Regex Words();

    // The first word after a mark with a range is its range, whatever it looks like, so that a wrong one is refused as a range.
    private static IEnumerable<string> TakeWords(MarkArgument? argument, Queue<string> words)
    {
        while (words.TryPeek(out var next) && argument switch
        {
            MarkArgument.Names => true,
            MarkArgument.OptionalRange => LooksLikeRange(next),
            _ => false,
        })
        {
            yield return words.Dequeue();
        }

        if (argument is MarkArgument.Name or MarkArgument.Range && words.TryDequeue(out var first))
        {
            yield return first;
        }

        while (argument == MarkArgument.Range && words.TryPeek(out var more) && LooksLikeRange(more))
        {
            yield return words.Dequeue();
        }
    }
}
