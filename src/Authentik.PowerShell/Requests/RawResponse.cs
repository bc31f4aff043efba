using System.Text;
using Authentik.Transport;

namespace Authentik.Commands;

/// <summary>An answer as it came.</summary>
public sealed class RawAnswer
{
    internal RawAnswer(TransportResponse response)
    {
        StatusCode = response.Status;
        RequestId = response.Header("X-authentik-id");
        Headers = response.Headers
            .Where(header => !header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(header => header.Value)), StringComparer.OrdinalIgnoreCase);
        Content = Encoding.UTF8.GetString(response.Content.Span);
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The id under which the server's log has the request.</summary>
    public string? RequestId { get; }

    /// <summary>The headers by name; cookies are left out, since they sign somebody in.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as text.</summary>
    public string Content { get; }
}
