using System.Text;
using Authentik.Transport;

namespace Authentik.Commands;

/// <summary>A response as the server sent it.</summary>
public sealed class RawResponse
{
    private const string CookieHeader = "Set-Cookie";

    internal RawResponse(TransportResponse response)
    {
        StatusCode = response.Status;
        RequestId = response.Header("X-authentik-id");
        Headers = response.Headers
            .Where(header => !header.Key.Equals(CookieHeader, StringComparison.OrdinalIgnoreCase))
            .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key, group => string.Join(", ", group.Select(header => header.Value)), StringComparer.OrdinalIgnoreCase);
        Content = Encoding.UTF8.GetString(response.Content.Span);
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The id of the request in the server's log.</summary>
    public string? RequestId { get; }

    /// <summary>The headers by name. Cookies are omitted, because they can sign somebody in.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as a string.</summary>
    public string Content { get; }
}
