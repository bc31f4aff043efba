using System.Globalization;
using Authentik.Transport;

namespace Authentik.Requests;

/// <summary>
/// Whether a request is sent once more, and when. What can be repeated without harm is; a POST or PATCH only when the server
/// said itself that it did nothing, because a lost answer may hide a made object.
/// </summary>
internal sealed class RetryPolicy(TimeProvider time)
{
    /// <summary>How often a request is sent at the most.</summary>
    public const int MaxAttempts = 4;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait before sending it again; null when it is not sent again.</summary>
    public TimeSpan? DelayAfter(ApiRequest request, TransportResponse response, int attempt)
    {
        if (attempt >= MaxAttempts || response.Status is not (429 or 502 or 503 or 504))
        {
            return null;
        }

        var asked = AskedFor(response);
        if (asked > LongestWait)
        {
            return null;
        }

        var refusedUndone = response.Status == 429 || (response.Status == 503 && asked is not null);
        return request.IsRepeatable || refusedUndone ? asked ?? Backoff(attempt) : null;
    }

    /// <summary>How long to wait before sending it again when no answer came; null when it is not sent again.</summary>
    public static TimeSpan? DelayAfter(ApiRequest request, TransportFault fault, int attempt) =>
        attempt < MaxAttempts && request.IsRepeatable && request.Sink is null && fault == TransportFault.Connection ? Backoff(attempt) : null;

    // 0.25, 0.5, 1 seconds and a little of chance, so that many clients do not return together.
    private static TimeSpan Backoff(int attempt) =>
        TimeSpan.FromMilliseconds((250 * Math.Pow(2, attempt - 1)) + Random.Shared.Next(0, 100));

    private TimeSpan? AskedFor(TransportResponse response)
    {
        var text = response.Header("Retry-After");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromTicks(Math.Max(0, (date - time.GetUtcNow()).Ticks))
            : null;
    }
}
