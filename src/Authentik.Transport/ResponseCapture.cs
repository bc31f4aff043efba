using RestSharp;

namespace Authentik.Transport;

/// <summary>
/// Takes a response over from RestSharp when its headers have arrived. RestSharp would read the body without a limit and a token.
/// </summary>
internal sealed class ResponseCapture
{
    private const int LongestGuess = 1024 * 1024;

    private HttpContent? content;
    private int status;
    private KeyValuePair<string, string>[] headers = [];

    /// <summary>True once the headers have arrived.</summary>
    public bool HasArrived => content is not null;

    /// <summary>Takes it over; RestSharp calls this, and disposes of the message that is left.</summary>
    public RestResponse TakeOver(HttpResponseMessage message, RestRequest request)
    {
        (content, status) = (message.Content, (int)message.StatusCode);
        headers = [.. Headers(message)];
        message.Content = null;
        return new RestResponse(request)
        {
            StatusCode = message.StatusCode,
            IsSuccessStatusCode = message.IsSuccessStatusCode,
            ResponseStatus = ResponseStatus.Completed,
        };
    }

    /// <summary>Reads the body into memory or, where it is a success and a sink was given, into the sink.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="limit">Ends the reading.</param>
    /// <param name="longestPause">A file may take as long as it takes, if it keeps arriving.</param>
    /// <exception cref="TransportException">It is larger than allowed.</exception>
    public async Task<TransportResponse> ReadAsync(
        TransportRequest request, BodyLimits limits, CancellationTokenSource limit, TimeSpan longestPause)
    {
        using var owned = content!;
        await using var body = await owned.ReadAsStreamAsync(limit.Token);
        if (status is < 200 or >= 300)
        {
            using var refusal = new MemoryStream();
            using var beginning = new BodyCopier(body, BodyLimits.Refusal, limit);
            await beginning.CopyBeginningAsync(refusal);
            return Respond(refusal);
        }

        RefuseEncoded(owned);
        using var copier = new BodyCopier(body, limits.MostOf(request.Sink), limit);
        if (owned.Headers.ContentLength is { } length)
        {
            copier.RequireLength(length);
        }

        if (request.Sink is { } sink)
        {
            await copier.CopyAllAsync(sink, longestPause);
            return new TransportResponse(status, headers, default);
        }

        return request.LendsBody ? await LendAsync(copier, owned) : await KeepAsync(copier, owned);
    }

    private async Task<TransportResponse> KeepAsync(BodyCopier copier, HttpContent owned)
    {
        using var memory = new MemoryStream(GuessLength(owned));
        await copier.CopyAllAsync(memory, longestPause: null);
        return Respond(memory);
    }

    private async Task<TransportResponse> LendAsync(BodyCopier copier, HttpContent owned)
    {
        var memory = new PooledBody(GuessLength(owned));
        try
        {
            await copier.CopyAllAsync(memory, longestPause: null);
            return new TransportResponse(status, headers, memory.Written) { Memory = memory };
        }
        catch
        {
            await memory.DisposeAsync();
            throw;
        }
    }

    // A stream that grows copies what it has. A header can claim anything, so that no more than a page's usual length is believed.
    private static int GuessLength(HttpContent content) => (int)Math.Min(content.Headers.ContentLength ?? 0, LongestGuess);

    // What was decompressed has no such header any more.
    private static void RefuseEncoded(HttpContent content)
    {
        var encodings = content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? values.ToArray() : [];
        if (encodings.Any(encoding => encoding != "identity") && content.Headers.ContentLength != 0)
        {
            throw new TransportException(TransportFault.Undecodable,
                "its Content-Encoding header names an encoding that wasn't asked for.");
        }
    }

    private TransportResponse Respond(MemoryStream body) =>
        new(status, headers, new ReadOnlyMemory<byte>(body.GetBuffer(), 0, (int)body.Length));

    private static IEnumerable<KeyValuePair<string, string>> Headers(HttpResponseMessage message) => message.Headers
        .Concat(message.Content.Headers)
        .SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value)));
}
