using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Authentik;

/// <summary>
/// A secret doesn't always appear as it is: in addresses, forms, JSON, web pages and basic authentication it is written otherwise.
/// </summary>
internal static partial class SecretForms
{
    // What is shorter is a word that other texts have too; it is taken out where it stands alone.
    private const int LongEnough = 8;

    /// <summary>All ways to write it.</summary>
    public static SecretForm[] Of(string secret)
    {
        var isWord = secret.Length < LongEnough;
        var ways = Addresses(secret).Concat(Json(secret)).Concat(Pages(secret)).Concat(Base64(Encoding.UTF8.GetBytes(secret)));
        return [.. ways.Prepend(secret).Distinct(StringComparer.Ordinal).Select(text => new SecretForm(text, isWord))];
    }

    // Digits of escapes are written large or small, blanks as %20 or +, and some leave the slash.
    private static IEnumerable<string> Addresses(string secret)
    {
        var address = Uri.EscapeDataString(secret);
        var form = WebUtility.UrlEncode(secret);
        foreach (var text in new[] { address, form, address.Replace("%2F", "/", StringComparison.Ordinal) })
        {
            yield return text;
            yield return Escape().Replace(text, escape => escape.Value.ToLowerInvariant());
        }
    }

    // .NET escapes much, others what they must; Python all that is not ASCII, with small digits.
    private static IEnumerable<string> Json(string secret)
    {
        var few = JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return few;
        yield return few.Replace("/", "\\/", StringComparison.Ordinal);
        yield return string.Concat(few.Select(letter => char.IsAscii(letter) ? letter.ToString() : $"\\u{(int)letter:x4}"));
    }

    // Django has names for four of the five characters, and leaves all other letters as they are.
    private static IEnumerable<string> Pages(string secret)
    {
        yield return WebUtility.HtmlEncode(secret);
        yield return new StringBuilder(secret)
            .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#x27;")
            .ToString();
    }

    // Behind a name and a colon it looks as the remainder by three of what stands before makes it; the letters at its ends mix with others.
    private static IEnumerable<string> Base64(byte[] secret)
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

/// <summary>One way to write a secret.</summary>
/// <param name="Text">How it looks.</param>
/// <param name="IsWord">True when it counts only where no letter or digit touches it.</param>
internal sealed record SecretForm(string Text, bool IsWord)
{
    /// <summary>The text without it.</summary>
    public string TakeOut(string text)
    {
        var found = text.IndexOf(Text, StringComparison.Ordinal);
        if (found < 0)
        {
            return text;
        }

        return IsWord ? TakeOutWords(text, found) : text.Replace(Text, Redactor.Mark, StringComparison.Ordinal);
    }

    private string TakeOutWords(string text, int found)
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
