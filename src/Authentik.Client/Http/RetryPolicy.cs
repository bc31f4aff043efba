using System.Globalization;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>
/// Decides whether a request is sent once more, and when. What can be repeated without harm is; a POST or PATCH, and a PUT that
/// creates, only when the server said itself that it did nothing, because a lost response may hide a created object.
/// </summary>
internal sealed class RetryPolicy(TimeProvider clock)
{
    private const int MaxAttempts = 4;

    // The next stage is at the same address. Elsewhere, a redirect to it is that of a proxy, which did nothing.
    private const string FlowExecutor = "/flows/executor/";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait before sending it again; null when it is not sent again.</summary>
    public TimeSpan? DelayAfter(ApiRequest request, Outcome outcome, int attempt)
    {
        if (attempt >= MaxAttempts)
        {
            return null;
        }

        return outcome.Response is { } response
            ? DelayAfter(request, response, attempt)
            : DelayAfter(request, outcome.Fault!.Fault, attempt);
    }

    /// <summary>
    /// True when the request did its work. A DELETE whose first response was lost has when the object is gone, and a POST when the
    /// server sends the browser on to the next stage of a flow.
    /// </summary>
    public static bool IsSuccess(ApiRequest request, TransportResponse response, int attempt) =>
        response.Status is >= 200 and < 300
        || (request.Method == HttpMethod.Post && LeadsBack(request, response))
        || (attempt > 1 && request.Method == HttpMethod.Delete && response.Status == 404 && ErrorReader.IsJson(response));

    /// <summary>True when the server says that it didn't begin to process the request.</summary>
    public static bool DidNothing(TransportResponse response) =>
        response.Status is 429 or 501 || (response.Status == 503 && response.Header("Retry-After") is not null);

    private static bool LeadsBack(ApiRequest request, TransportResponse response) =>
        response is { Status: 302 or 303 }
        && request.Path.StartsWith(FlowExecutor, StringComparison.Ordinal)
        && response.Header("Location") is { } to
        && to.StartsWith('/')
        && !to.StartsWith("//", StringComparison.Ordinal)
        && to.Split('?')[0].EndsWith(ServerAddress.ApiRoot + request.Path, StringComparison.Ordinal);

    private TimeSpan? DelayAfter(ApiRequest request, TransportResponse response, int attempt)
    {
        if (response.Status is not (429 or 502 or 503 or 504))
        {
            return null;
        }

        var asked = ReadRetryAfter(response);
        if (asked > LongestWait)
        {
            return null;
        }

        return request.IsRepeatable || DidNothing(response) ? asked ?? Backoff(attempt) : null;
    }

    private static TimeSpan? DelayAfter(ApiRequest request, TransportFault fault, int attempt) =>
        request.IsRepeatable && request.Sink is null && fault == TransportFault.Connection ? Backoff(attempt) : null;

    // 0.25, 0.5, 1 seconds and a random part, so that many clients don't retry at the same time.
    private static TimeSpan Backoff(int attempt) =>
        TimeSpan.FromMilliseconds((250 * Math.Pow(2, attempt - 1)) + Random.Shared.Next(0, 100));

    private TimeSpan? ReadRetryAfter(TransportResponse response)
    {
        var text = response.Header("Retry-After");
        if (text?.Length > 0 && text.All(char.IsAsciiDigit))
        {
            var isShort = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
            return isShort ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromTicks(Math.Max(0, (date - clock.GetUtcNow()).Ticks))
            : null;
    }
}
