using System.Text.RegularExpressions;

namespace Authentik.Masking;

/// <summary>
/// Finds secrets in strings that authentik recorded, also those that only the word before them tells. In messages of the module, that word
/// can be one of the message.
/// </summary>
internal static partial class RecordedText
{
    /// <summary>Replaces the secrets in a string.</summary>
    public static string Redact(string text) =>
        Named().Replace(Credentials().Replace(SecretPatterns.Redact(text), $"$1{Redactor.Mark}"), $"$1{Redactor.Mark}");

    // As in the header Authorization: Bearer abc.
    [GeneratedRegex(@"\b((?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{6,}")]
    private static partial Regex Credentials();

    // As in password=abc, "token": "abc" and api_key: abc.
    [GeneratedRegex(
        """((?:password|passwd|secret|token|api_?key|cookie)["']?\s{0,3}[=:]\s{0,3}["']?)(?!\*\*\*)[^\s"'&,;})]+""",
            RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
