using RestSharp;

namespace Authentik.Transport;

/// <summary>Reads the answer as it arrives, into memory or, where it is a success and a sink was given, into the sink.</summary>
internal sealed class ResponseCapture(Stream? sink)
{
    /// <summary>The answer; null when none arrived.</summary>
    public TransportResponse? Response { get; private set; }

    /// <summary>Reads it; RestSharp calls this from the pool when the headers are there.</summary>
    public RestResponse Read(HttpResponseMessage message, RestRequest request)
    {
        var intoSink = sink is not null && message.IsSuccessStatusCode;
        using var content = message.Content.ReadAsStream();
        var memory = new MemoryStream();
        content.CopyTo(intoSink ? sink! : memory);
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
