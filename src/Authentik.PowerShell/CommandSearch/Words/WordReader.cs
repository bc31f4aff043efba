using System.Text.RegularExpressions;

namespace Authentik.Commands;

/// <summary>Splits texts and names into words as the search compares them: in small letters, and singular.</summary>
internal static partial class WordReader
{
    private static readonly string[] SameInPlural = ["ss", "us", "is", "as"];
    private static readonly string[] Endings = ["ing", "ed"];
    private static readonly int[] LongestFirst = [3, 2, 1];

    /// <summary>Reads the words of a string.</summary>
    public static IEnumerable<string> ReadText(string? text) =>
        Word().Matches((text ?? string.Empty).Replace("'s", string.Empty, StringComparison.Ordinal))
            .Select(word => Singularize(word.Value.ToLowerInvariant()));

    /// <summary>Reads the words of a name in Pascal case, such as OAuth2Provider.</summary>
    public static IEnumerable<string> ReadName(string name) => Part().Matches(name).SelectMany(part => ReadText(part.Value));

    /// <summary>Joins words that people write in two or three, such as log out and two factor.</summary>
    /// <param name="words">The words.</param>
    /// <param name="isOne">True for words that together are one.</param>
    public static IReadOnlyList<string> Join(IReadOnlyList<string> words, Func<IReadOnlyList<string>, bool> isOne)
    {
        var joined = new List<string>();
        for (var place = 0; place < words.Count;)
        {
            var parts = LongestFirst
                .Select(length => words.Skip(place).Take(length).ToList())
                .First(some => some.Count == 1 || isOne(some));
            joined.Add(string.Concat(parts));
            place += parts.Count;
        }

        return joined;
    }

    /// <summary>The forms in which a word without an entry may have one: <c>resetting</c> is read as <c>reset</c>.</summary>
    public static IEnumerable<string> ListStems(string word)
    {
        foreach (var end in Endings.Where(end => word.Length > end.Length + 2 && word.EndsWith(end, StringComparison.Ordinal)))
        {
            var stem = word[..^end.Length];
            yield return stem;
            yield return stem + "e";
            if (stem[^1] == stem[^2])
            {
                yield return stem[..^1];
            }
        }
    }

    private static string Singularize(string word) =>
        word.Length < 4 || !word.EndsWith('s') || SameInPlural.Any(end => word.EndsWith(end, StringComparison.Ordinal)) ? word
        : word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) ? word[..^2]
        : word[..^1];

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();

    // An initial belongs to the word after it, as in OAuth2.
    [GeneratedRegex(@"[A-Z](?=[A-Z][a-z])[A-Z][a-z0-9]+|[A-Z]+[a-z0-9]*")]
    private static partial Regex Part();
}
