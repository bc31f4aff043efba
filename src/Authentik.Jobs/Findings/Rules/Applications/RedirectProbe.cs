using System.Text.RegularExpressions;

namespace Authentik.Jobs.Findings.Rules.Applications;

/// <summary>What a redirect URI lets through, found by matching addresses of an attacker against it.</summary>
internal enum RedirectReach
{
    /// <summary>Only what it says.</summary>
    Intended,

    /// <summary>Hosts with a similar name, such as that with another letter in place of a dot.</summary>
    SimilarHosts,

    /// <summary>Hosts of anybody.</summary>
    AnyHost,
}

/// <summary>
/// Evaluates the regular expression of a redirect URI. authentik matches the whole address, so anchors make no difference. An address is
/// made that the expression is meant for, and its host is replaced by those that an attacker can have.
/// </summary>
internal static partial class RedirectProbe
{
    private const string Foreign = "attacker.invalid";

    // An expression that takes long is no reason to wait.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Finds out what an expression lets through.</summary>
    public static RedirectReach Evaluate(string expression)
    {
        try
        {
            var regex = new Regex($"^(?:{expression})\\z", RegexOptions.CultureInvariant, Patience);
            var sample = MakeSample(expression);
            return MakeForeign(sample).Any(regex.IsMatch) ? RedirectReach.AnyHost
                : MakeSimilar(sample).Any(regex.IsMatch) ? RedirectReach.SimilarHosts
                : RedirectReach.Intended;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or RegexMatchTimeoutException)
        {
            // authentik can't read it either, and then it matches nothing.
            return RedirectReach.Intended;
        }
    }

    // An address that the expression is probably meant for: what repeats becomes a word, and what is escaped itself.
    private static (string Scheme, string Host, string Path) MakeSample(string expression)
    {
        var text = Anchors().Replace(expression, string.Empty);
        text = OptionalPart().Replace(text, match => match.Groups["kept"].Value);
        text = Wild().Replace(text, "app");
        text = Escaped().Replace(text, "${char}");
        var parts = Address().Match(text);
        return parts.Success
            ? (parts.Groups["scheme"].Value.TrimEnd('?'), parts.Groups["host"].Value, parts.Groups["rest"].Value)
            : ("https", Foreign, text.StartsWith('/') ? text : "/");
    }

    private static IEnumerable<string> MakeForeign((string Scheme, string Host, string Path) sample)
    {
        var (scheme, host, rest) = sample;
        return
        [
            $"{scheme}://{Foreign}{rest}",
            $"{scheme}://{Foreign}/",
            $"{scheme}://{Foreign}",
            $"{scheme}://{Foreign}/{host}{rest}",
            $"{scheme}://{Foreign}/app.{host}{rest}",
            $"{scheme}://{Foreign}?{host}{rest}",
            $"{scheme}://{Foreign}#{host}{rest}",
            $"{scheme}://{host}.{Foreign}{rest}",
            $"{scheme}://{host}.{Foreign}/",
            $"{scheme}://{host}@{Foreign}{rest}",
        ];
    }

    private static IEnumerable<string> MakeSimilar((string Scheme, string Host, string Path) sample)
    {
        var (scheme, host, rest) = sample;
        var labels = host.Split('.');
        var domain = string.Join('.', labels.TakeLast(2));
        return Enumerable.Range(0, labels.Length - 1)
            .Select(number => string.Join('.', labels[..(number + 1)]) + "x" + string.Join('.', labels[(number + 1)..]))
            .Append($"evil{domain}")
            .Append($"app.evil{domain}")
            .Select(other => $"{scheme}://{other}{rest}");
    }

    [GeneratedRegex(@"^\^|^\\A|(?<!\\)\$$|\\Z$")]
    private static partial Regex Anchors();

    // (?:abc)? and s? of https?
    [GeneratedRegex(@"\((?:\?:)?(?<kept>[^()|]*)(?:\|[^()]*)?\)[?*]?|(?<kept>(?<=http)s)\?")]
    private static partial Regex OptionalPart();

    [GeneratedRegex(@"(?:(?<!\\)\.|\[[^\]]*\]|\\[wdSDW])(?:[*+]\??|\{[\d,]+\})|\[[^\]]*\]|\\[wd]")]
    private static partial Regex Wild();

    [GeneratedRegex(@"\\(?<char>[^\w])")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"^(?<scheme>[a-z][a-z0-9+.?-]*)://(?<host>[^/:?#]*)(?<rest>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
