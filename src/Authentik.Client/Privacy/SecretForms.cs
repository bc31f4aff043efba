using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Authentik;

/// <summary>
/// The encodings in which a secret can appear: in addresses, forms, JSON, web pages and basic authentication.
/// </summary>
internal static partial class SecretForms
{
    // A shorter secret can be a part of other words, so it is only redacted as a whole word.
    private const int LongEnough = 8;

    /// <summary>Creates all forms of a secret.</summary>
    public static SecretForm[] CreateAll(string secret)
    {
        var isWord = secret.Length < LongEnough;

        // Not every string has a form in UTF-8, and what has none would end the encoding.
        var bytes = Encoding.UTF8.GetBytes(secret);
        var text = Encoding.UTF8.GetString(bytes);
        string[] encoded =
        [
            secret,
            .. EncodeForUrl(text),
            .. EncodeForJson(text),
            .. EncodeForHtml(text),
            .. EncodeAsBase64(bytes),
        ];
        return [.. encoded.Distinct(StringComparer.Ordinal).Select(form => new SecretForm(form, isWord))];
    }

    // Escapes have upper-case or lower-case digits, a space is %20 or +, and some encoders keep the slash.
    private static IEnumerable<string> EncodeForUrl(string secret)
    {
        var address = Uri.EscapeDataString(secret);
        var form = WebUtility.UrlEncode(secret);
        foreach (var text in new[] { address, form, address.Replace("%2F", "/", StringComparison.Ordinal) })
        {
            yield return text;
            yield return Escape().Replace(text, escape => escape.Value.ToLowerInvariant());
        }
    }

    // .NET escapes many characters, other encoders only those that JSON requires, Python all non-ASCII ones with lower-case digits.
    private static IEnumerable<string> EncodeForJson(string secret)
    {
        var few = JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return few;
        yield return few.Replace("/", "\\/", StringComparison.Ordinal);
        yield return string.Concat(few.Select(letter => char.IsAscii(letter) ? letter.ToString() : $"\\u{(int)letter:x4}"));
    }

    // Django writes the apostrophe as &#x27; and doesn't encode other characters.
    private static IEnumerable<string> EncodeForHtml(string secret)
    {
        yield return WebUtility.HtmlEncode(secret);
        yield return new StringBuilder(secret)
            .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#x27;")
            .ToString();
    }

    // In "name:secret", the Base64 characters of the secret depend on the length of the name modulo 3. The characters at both ends also
    // contain bits of its neighbors, so they are omitted.
    private static IEnumerable<string> EncodeAsBase64(byte[] secret)
    {
        yield return Convert.ToBase64String(secret);
        for (var before = 0; before < 3 && secret.Length >= LongEnough; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. secret]);
            var first = ((before * 8) + 5) / 6;
            var core = text[first..((before + secret.Length) * 8 / 6)];
            yield return core;
            yield return core.Replace('+', '-').Replace('/', '_');
        }
    }

    [GeneratedRegex("%[0-9A-F]{2}")]
    private static partial Regex Escape();
}

/// <summary>One form of a secret.</summary>
/// <param name="Text">The encoded secret.</param>
/// <param name="IsWord">True if it is redacted only as a whole word.</param>
internal sealed record SecretForm(string Text, bool IsWord)
{
    /// <summary>Replaces the secret in a string.</summary>
    public string Redact(string text)
    {
        var found = text.IndexOf(Text, StringComparison.Ordinal);
        if (found < 0)
        {
            return text;
        }

        return IsWord ? RedactWords(text, found) : text.Replace(Text, Redactor.Mark, StringComparison.Ordinal);
    }

    private string RedactWords(string text, int found)
    {
        var kept = new StringBuilder();
        var start = 0;
        for (; found >= 0; found = text.IndexOf(Text, found + 1, StringComparison.Ordinal))
        {
            var end = found + Text.Length;
            var isAlone = (found == 0 || !char.IsLetterOrDigit(text[found - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            if (isAlone && found >= start)
            {
                kept.Append(text, start, found - start).Append(Redactor.Mark);
                start = end;
            }
        }

        return kept.Append(text, start, text.Length - start).ToString();
    }
}
