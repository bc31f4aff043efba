namespace Authentik;

/// <summary>Puts the article before a noun by its sound: a user, an OAuth2 provider, an LDAP source, a SAML provider.</summary>
internal static class Articles
{
    private const string Vowels = "aeiou";

    // The names of these letters begin with a vowel: L is "el", S is "es". U is "you".
    private const string VowelLetters = "AEFHILMNORSX";

    // Acronyms that are pronounced as words.
    private static readonly HashSet<string> Spoken = new(StringComparer.Ordinal) { "SAML", "RAC", "SCIM", "LIFO", "SAM", "RADIUS" };

    // Words that begin with a vowel but sound like a consonant: user, one-time.
    private static readonly string[] Consonants = ["uni", "use", "usa", "uti", "uui", "url", "uri", "eu", "one", "once"];

    /// <summary>The noun with "a" or "an" before it.</summary>
    public static string AddTo(string noun) => $"{(TakesAn(noun) ? "an" : "a")} {noun}";

    /// <summary>The noun with "A" or "An" before it, for the beginning of a sentence.</summary>
    public static string AddCapitalTo(string noun) => $"{(TakesAn(noun) ? "An" : "A")} {noun}";

    private static bool TakesAn(string noun)
    {
        var word = new string([.. noun.TakeWhile(char.IsLetterOrDigit)]);
        if (word.Length == 0)
        {
            return false;
        }

        var isSpelled = IsSpelledOut(word);
        return isSpelled ? VowelLetters.Contains(char.ToUpperInvariant(word[0]), StringComparison.Ordinal) : SoundsLikeVowel(word);
    }

    // LDAP, SMS, SSF, URL, MFA: two capitals or more at the beginning, unless they are spoken as a word.
    private static bool IsSpelledOut(string word) =>
        word.Length == 1 || (char.IsUpper(word[0]) && char.IsUpper(word[1]) && !Spoken.Contains(word));

    private static bool SoundsLikeVowel(string word) =>
        Vowels.Contains(char.ToLowerInvariant(word[0]), StringComparison.Ordinal)
        && !Consonants.Any(start => word.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
