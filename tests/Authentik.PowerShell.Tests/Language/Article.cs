using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>Whether an article fits the sound of the word after it: a user, an hour, an LDAP source, a SAML provider.</summary>
internal static partial class Article
{
    // Capitals that are read as a word, not letter by letter.
    private static readonly HashSet<string> Spoken =
        ["SAML", "SCIM", "RADIUS", "SAN", "NAT", "LAN", "SIM", "RAC", "NUL", "LIFO", "NAME", "REST", "SAM"];

    /// <summary>Whether the text has an article that doesn't fit.</summary>
    public static bool IsWrong(string text) => Pair().Matches(text).Any(match => !Fits(match));

    private static bool Fits(Match match)
    {
        var word = match.Groups["word"].Value;
        var isAn = match.Groups["article"].Length == 2;
        return Either().IsMatch(word) || isAn == StartsWithVowel(word);
    }

    private static bool StartsWithVowel(string word)
    {
        var letters = Letters().Match(word).Value;
        if (char.IsDigit(word[0]))
        {
            return word[0] == '8' || Eleven().IsMatch(word);
        }

        return letters.Length > 0 && !Spoken.Contains(letters)
            ? "AEFHILMNORSX".Contains(letters[0], StringComparison.Ordinal)
            : !Consonant().IsMatch(word) && (Silent().IsMatch(word) || Initials().IsMatch(word) || Vowel().IsMatch(word));
    }

    [GeneratedRegex(@"(?<![\w'{}.$/<-])(?<article>[Aa]n?) ['""(]?(?<word>[A-Za-z0-9][\w-]*)")]
    private static partial Regex Pair();

    // Words that aren't read: the letter after an article is the article's own name, and .NET's Http and Sql have two sounds.
    [GeneratedRegex("^(Http|Sql|and$|or$|is$|to$)")]
    private static partial Regex Either();

    // Initials that aren't all capitals in a name or a scheme.
    [GeneratedRegex("^(ldap|sls|sms|ssl|mfa|html|xml)", RegexOptions.IgnoreCase)]
    private static partial Regex Initials();

    // Two capitals or more that end the word, or its first part: LDAP, OAuth's O, X.509, HTTP-only, SMS2.
    [GeneratedRegex("^(?:[A-Z]{2,}(?=s?$|[-_0-9])|[A-Z](?=$|-))")]
    private static partial Regex Letters();

    [GeneratedRegex("^(11|18)($|[^0-9])")]
    private static partial Regex Eleven();

    [GeneratedRegex("^(uni(?!n|m)|us[aeiu]|ut[ei]|eu|one|once|ubi|uuid|url|uri)", RegexOptions.IgnoreCase)]
    private static partial Regex Consonant();

    [GeneratedRegex("^[aeiou]", RegexOptions.IgnoreCase)]
    private static partial Regex Vowel();

    [GeneratedRegex("^(hour|hono|honest|heir)", RegexOptions.IgnoreCase)]
    private static partial Regex Silent();
}
