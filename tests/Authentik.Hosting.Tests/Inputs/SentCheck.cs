using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Authentik.Hosting.Tests.Inputs;

/// <summary>What a request may consist of, whatever was typed.</summary>
/// <param name="paths">The paths of all operations.</param>
/// <param name="names">The names of all parameters of queries.</param>
internal sealed partial class SentCheck(IEnumerable<string> paths, IEnumerable<string> names)
{
    // The second one for a device whose kind this server doesn't tell.
    private static readonly string[] MorePaths = ["/application/o/token/", "/authenticators/admin/all/{id}/", "/application/o/device/"];

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ILookup<int, string[]> templates = paths
        .Concat(MorePaths).Select(path => path.Split('/')).ToLookup(parts => parts.Length);

    private readonly HashSet<string> known = [.. names, "page", "page_size", "search", "ordering", "user_pks"];

    /// <summary>What is wrong with a request of a call; null if nothing is.</summary>
    public string? FindFault(InputCall call, SentRequest request)
    {
        // What is typed as a whole path or query chooses the operation on purpose.
        var isFree = call.Command == "Invoke-AuthentikRequest";
        return FindPathFault(request, isFree)
            ?? (isFree ? null : FindQueryFault(request.Query))
            ?? (isFree ? null : FindCut(call, request))
            ?? FindHeaderFault(call, request.Headers)
            ?? FindBodyFault(call, request.Headers, request.Body);
    }

    private static string? FindCut(InputCall call, SentRequest request) => Marked(request)
        .Where(part => !IsWhole(call, part)).Select(part => $"'{part}' isn't the whole value").FirstOrDefault();

    private string? FindPathFault(SentRequest request, bool isFree) => request switch
    {
        _ when !Address().IsMatch(request.Target) => "its address has characters that need escaping",
        _ when request.Path.Split('/').Any(part => Uri.UnescapeDataString(part) is "." or "..") => "its path has dots that lead elsewhere",
        _ when request.Path.Contains("%00", StringComparison.Ordinal) => "its path has a NUL",
        _ when isFree => null,
        _ when request.Path.Contains("%2F", StringComparison.OrdinalIgnoreCase) => "its path has a slash that servers decode too soon",
        _ when !IsKnown(request.Path) => "its path isn't one of the API's",
        _ => null,
    };

    private string? FindQueryFault(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Where(one => !known.Contains(one.Split('=')[0])).Select(one => $"no operation has the query's {one}").FirstOrDefault();

    private static string? FindHeaderFault(InputCall call, IReadOnlyList<string> headers) => headers
        .Where(header => call.Parameter.Name != "Header" && header.Contains(BadValues.Mark, StringComparison.OrdinalIgnoreCase))
        .Select(header => $"it has the header {header}").FirstOrDefault();

    private bool IsKnown(string path)
    {
        var parts = path.Replace("/api/v3", string.Empty, StringComparison.Ordinal).Split('/');
        return templates[parts.Length].Any(known => known.Zip(parts).All(pair =>
            pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second));
    }

    // What has the mark, part by part and decoded.
    private static IEnumerable<string> Marked(SentRequest request) => request.Path.Split('/')
        .Concat(request.Query.Split('&').SelectMany(one => one.Split('=', 2)))
        .Select(Uri.UnescapeDataString)
        .Where(part => part.Contains(BadValues.Mark, StringComparison.Ordinal));

    private static bool IsWhole(InputCall call, string part) => call.Text is not { } text
        || part.Contains(text.Trim(), StringComparison.Ordinal)
        || part.Contains(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), StringComparison.Ordinal);

    private static string? FindBodyFault(InputCall call, IReadOnlyList<string> headers, byte[] body)
    {
        try
        {
            var text = Strict.GetString(body);
            if (call.Text is not null && text.Contains('\ufffd', StringComparison.Ordinal))
            {
                return "its body has a replacement character, which was not typed";
            }

            if (body.Length > 0 && headers.Contains("Content-Type: application/json", StringComparer.OrdinalIgnoreCase))
            {
                JsonDocument.Parse(text).Dispose();
            }

            return null;
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException)
        {
            return $"its body can't be read: {error.Message}";
        }
    }

    [GeneratedRegex(@"^/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*\z")]
    private static partial Regex Address();
}
