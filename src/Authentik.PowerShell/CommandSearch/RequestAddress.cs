using System.Text.RegularExpressions;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>A request as somebody pasted it: an address, a path, or a line of a log that contains one.</summary>
/// <param name="Method">The HTTP method; null for none.</param>
/// <param name="Path">The path below the API's root, with or without ids filled in.</param>
/// <param name="IsPage">True for a page of the admin interface, which shows what several operations return.</param>
internal sealed partial record RequestAddress(string? Method, string Path, bool IsPage)
{
    /// <summary>Reads a string; null if it's neither an address nor a path.</summary>
    public static RequestAddress? Read(string text)
    {
        if (Page().Match(text) is { Success: true } page)
        {
            return new RequestAddress(null, InterfaceRoutes.FindPath(page.Groups[1].Value) ?? string.Empty, IsPage: true);
        }

        // The API's root first: a line of a log can also contain the address of the page that sent the request.
        var found = new[] { BelowRoot(), Address(), Bare() }.Select(form => form.Match(text)).FirstOrDefault(match => match.Success);
        return found is null ? null : new RequestAddress(FindMethod(text), found.Groups["path"].Value.Split('?', '#')[0], IsPage: false);
    }

    private static string? FindMethod(string text)
    {
        var first = FirstWord().Match(text);
        var method = first.Success ? first : AnyWord().Match(text);
        return method.Success ? method.Value.Trim().ToUpperInvariant() : null;
    }

    [GeneratedRegex(@"(?:/if/admin/?|^\s*)#/?([^\s""']+)")]
    private static partial Regex Page();

    [GeneratedRegex(ServerAddress.ApiRoot + @"/(?<path>[^\s""'<>]*)", RegexOptions.IgnoreCase)]
    private static partial Regex BelowRoot();

    [GeneratedRegex(@"https?://[^/\s""']+(?<path>/[^\s""'<>]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    // Only the path, with a method before it, and after it what a log adds.
    [GeneratedRegex(@"^\s*(?:[a-z]+\s+)?(?<path>[^\s""']*/[^\s""']*)(?:\s+HTTP/\S+)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^\s*(?:GET|POST|PUT|PATCH|DELETE)(?=\s)", RegexOptions.IgnoreCase)]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"\b(?:GET|POST|PUT|PATCH|DELETE)\b")]
    private static partial Regex AnyWord();
}
