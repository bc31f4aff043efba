using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Http;

/// <summary>One request.</summary>
internal sealed class ApiRequest
{
    private static readonly string[] JsonTypes = ["*/*", "application/*", "application/json"];

    /// <summary>The id of the request in the server's log.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public required string Method { get; init; }

    /// <summary>The path, still encoded.</summary>
    public required string Path { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>Scheme, name and port by which the caller knows the server.</summary>
    public required string Origin { get; init; }

    public string? Authorization { get; init; }

    public string? Accept { get; init; }

    public string? ContentType { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>The user whose token was sent; set when the token has been checked.</summary>
    public Row? User { get; set; }

    public bool IsReading => Method is "GET" or "HEAD" or "OPTIONS";

    /// <summary>True when the caller accepts JSON, the only format of the API.</summary>
    public bool AcceptsJson => string.IsNullOrWhiteSpace(Accept)
        || Accept.Split(',').Select(RemoveParameters).Any(type => JsonTypes.Contains(type, StringComparer.OrdinalIgnoreCase));

    /// <summary>The content type without its parameters; empty when there is none.</summary>
    public string MediaType => RemoveParameters(ContentType ?? string.Empty);

    /// <summary>The values of a query parameter, without the empty ones.</summary>
    public IReadOnlyList<string> FindValues(string name) =>
        [.. Query.Where(pair => pair.Key == name && pair.Value.Length > 0).Select(pair => pair.Value)];

    /// <summary>The last value of a query parameter, which is the one that counts; null when there is none.</summary>
    public string? FindValue(string name) => Query.LastOrDefault(pair => pair.Key == name).Value;

    /// <summary>The same request with another method and without a body, for what the server does as part of it.</summary>
    public ApiRequest With(string method) =>
        new() { Method = method, Path = Path, Query = Query, Origin = Origin, User = User };

    public static async Task<ApiRequest> ReadAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        var uri = message.RequestUri ?? throw new InvalidOperationException("The request has no URI.");
        return new ApiRequest
        {
            Method = message.Method.Method,
            Path = uri.AbsolutePath,
            Query = QueryString.Parse(uri.Query),
            Origin = uri.GetLeftPart(UriPartial.Authority),
            Authorization = FindHeader(message, "Authorization"),
            Accept = FindHeader(message, "Accept"),
            ContentType = message.Content?.Headers.NonValidated.TryGetValues("Content-Type", out var type) == true ? type.ToString() : null,
            Body = message.Content is null ? [] : await message.Content.ReadAsByteArrayAsync(cancellation),
        };
    }

    private static string RemoveParameters(string type) => type.Split(';')[0].Trim();

    private static string? FindHeader(HttpRequestMessage message, string name) =>
        message.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}

/// <summary>A query string, or a form, which has the same format.</summary>
internal static class QueryString
{
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string text) =>
        [.. text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(ParsePair)];

    private static KeyValuePair<string, string> ParsePair(string part)
    {
        var halves = part.Split('=', 2);
        return new(Decode(halves[0]), halves.Length == 2 ? Decode(halves[1]) : string.Empty);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
