using RestSharp;

namespace Authentik.Transport;

/// <summary>
/// Reads the response as it arrives, into memory or, where it is a success and a sink was given, into the sink. RestSharp has it
/// read without a token; a cancellation therefore closes the response under the reading.
/// </summary>
internal sealed class ResponseCapture(Stream? sink, CancellationTokenSource limit, CancellationToken cancellation)
{
    /// <summary>The response; null when it didn't arrive whole.</summary>
    public TransportResponse? Response { get; private set; }

    /// <summary>Reads it; RestSharp calls this from the pool when the headers are there.</summary>
    public RestResponse Read(HttpResponseMessage message, RestRequest request)
    {
        var target = sink is not null && message.IsSuccessStatusCode ? sink : null;
        if (target is not null)
        {
            // A file may take as long as it takes.
            limit.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);
        }

        using var closing = limit.Token.Register(message.Dispose);
        var memory = new MemoryStream();
        try
        {
            using var content = message.Content.ReadAsStream(limit.Token);
            content.CopyTo(target ?? memory);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }

        Response = new TransportResponse((int)message.StatusCode, [.. Headers(message)], memory.ToArray());
        return new RestResponse(request)
        {
            StatusCode = message.StatusCode,
            IsSuccessStatusCode = message.IsSuccessStatusCode,
            ResponseStatus = ResponseStatus.Completed,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(HttpResponseMessage message) => message.Headers
        .Concat(message.Content.Headers)
        .SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value)));
}
