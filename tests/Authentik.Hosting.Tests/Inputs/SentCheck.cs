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

    private readonly ILookup<int, string[]> templates = paths.Concat(MorePaths).Select(path => path.Split('/')).ToLookup(parts => parts.Length);
    private readonly HashSet<string> known = [.. names, "page", "page_size", "search", "ordering", "user_pks"];

    /// <summary>What is wrong with a request of a call; null if nothing is.</summary>
    public string? FindFault(InputCall call, SentRequest request)
    {
        var isFree = call.Command == "Invoke-AuthentikRequest";
        var path = request.Path;
        return !Address().IsMatch(request.Target) ? "its address has characters that need escaping"
            : path.Split('/').Any(part => Uri.UnescapeDataString(part) is "." or "..") ? "its path has dots that lead elsewhere"
            : path.Contains("%2F", StringComparison.OrdinalIgnoreCase) && !isFree ? "its path has an escaped slash, which servers decode before they look for the operation"
            : !isFree && !IsKnown(path) ? "its path isn't one of the API's"
            : path.Contains("%00", StringComparison.Ordinal) ? "its path has a NUL"
            : !isFree && request.Query.Split('&').FirstOrDefault(one => one.Length > 0 && !known.Contains(one.Split('=')[0])) is { } name ? $"no operation has the query's {name}"
            : Marked(request).FirstOrDefault(part => !IsWhole(call, part)) is { } cut ? $"'{cut}' isn't the whole value"
            : request.Headers.FirstOrDefault(header => header.Contains(BadValues.Mark, StringComparison.OrdinalIgnoreCase)) is { } header && call.Parameter.Name != "Header" ? $"it has the header {header}"
            : FindFault(call, request.Headers, request.Body);
    }

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

    private static bool IsWhole(InputCall call, string part) => call.Text is not { } text || call.Command == "Invoke-AuthentikRequest"
        || part.Contains(text.Trim(), StringComparison.Ordinal)
        || part.Contains(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), StringComparison.Ordinal);

    private static string? FindFault(InputCall call, IReadOnlyList<string> headers, byte[] body)
    {
        try
        {
            var text = Strict.GetString(body);
            if (call.Text is { } typed && text.Contains('\ufffd', StringComparison.Ordinal) && !typed.Contains('\ufffd', StringComparison.Ordinal))
            {
                return "its body has a replacement character, which was not typed";
            }

            if (body.Length > 0 && headers.Any(header => header.StartsWith("Content-Type: application/json", StringComparison.OrdinalIgnoreCase)))
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
