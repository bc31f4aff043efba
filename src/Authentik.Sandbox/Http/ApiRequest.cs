using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Http;

/// <summary>One request.</summary>
internal sealed class ApiCall
{
    /// <summary>The number by which the server's log knows it.</summary>
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

    /// <summary>The user whose token came along; known after it was checked.</summary>
    public Row? User { get; set; }

    public bool IsWrite => Method is "POST" or "PUT" or "PATCH";

    /// <summary>The values of a query parameter that are not empty.</summary>
    public IReadOnlyList<string> Values(string name) => [.. Query.Where(pair => pair.Key == name && pair.Value.Length > 0).Select(pair => pair.Value)];

    /// <summary>The last value of a query parameter, as the server takes it; null when there is none.</summary>
    public string? Value(string name) => Query.LastOrDefault(pair => pair.Key == name).Value;

    public static async Task<ApiCall> FromAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        return new ApiCall
        {
            Method = request.Method.Method,
            Path = uri.AbsolutePath,
            Query = QueryText.Parse(uri.Query),
            Origin = uri.GetLeftPart(UriPartial.Authority),
            Authorization = Header(request, "Authorization"),
            Accept = Header(request, "Accept"),
            ContentType = request.Content?.Headers.NonValidated.TryGetValues("Content-Type", out var type) == true ? type.ToString() : null,
            Body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellation),
        };
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
