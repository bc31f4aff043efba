using RestSharp;

namespace Authentik.Transport;

/// <summary>
/// Reads the response as it arrives, into memory or, where it is a success and a sink was given, into the sink. RestSharp has it
/// read without a token; a cancellation therefore closes the response under the reading.
/// </summary>
internal sealed class ResponseCapture(
    Stream? sink, CancellationTokenSource limit, TimeSpan longestPause, CancellationToken cancellation)
{
    private const int BufferSize = 81920;

    /// <summary>The response; null when it didn't arrive whole.</summary>
    public TransportResponse? Response { get; private set; }

    /// <summary>Reads it; RestSharp calls this from the pool when the headers are there.</summary>
    public RestResponse Read(HttpResponseMessage message, RestRequest request)
    {
        var target = sink is not null && message.IsSuccessStatusCode ? sink : null;
        using var closing = limit.Token.Register(message.Dispose);
        var memory = new MemoryStream();
        try
        {
            using var content = message.Content.ReadAsStream(limit.Token);
            if (target is null)
            {
                content.CopyTo(memory);
            }
            else
            {
                CopyFile(content, target);
            }
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

    // A file may take as long as it takes, if it keeps arriving.
    private void CopyFile(Stream content, Stream target)
    {
        var buffer = new byte[BufferSize];
        int read;
        do
        {
            limit.CancelAfter(longestPause);
            read = content.Read(buffer);
            target.Write(buffer, 0, read);
        }
        while (read > 0);
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(HttpResponseMessage message) => message.Headers
        .Concat(message.Content.Headers)
        .SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value)));
}
