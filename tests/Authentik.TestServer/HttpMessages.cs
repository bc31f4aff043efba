namespace Authentik.TestServer;

/// <summary>Turns what came in over the socket into a message of HttpClient's, and its answer back.</summary>
internal static class HttpMessages
{
    // They belong to one connection, and there are two.
    private static readonly HashSet<string> OfOneConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Proxy-Authorization", "Proxy-Connection",
    };

    /// <summary>The same request for another server.</summary>
    public static HttpRequestMessage Of(Received request, string origin)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), origin + request.Path + request.Query)
        {
            Content = request.Content.Length > 0 ? new ByteArrayContent(request.Content) : null,
        };
        foreach (var (name, value) in request.Headers.Where(header => !OfOneConnection.Contains(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    /// <summary>Its answer.</summary>
    public static async Task<Reply> ReplyAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => !OfOneConnection.Contains(header.Key))
            .SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value)));
        return new Reply((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellation), [.. headers]);
    }
}
