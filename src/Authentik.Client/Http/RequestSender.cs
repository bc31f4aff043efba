using System.Security;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>
/// Sends a request until a response is final or a retry is of no use. This is the only place that sends anything twice:
/// after a failure that repeating may cure, and with a new token where the old one was refused.
/// </summary>
internal sealed class RequestSender(Call call)
{
    private static readonly KeyValuePair<string, string>[] ApiHeaders =
    [
        new("Accept", "application/json, */*;q=0.5"),

        // Error messages are translated. ErrorReader compares the English ones.
        new("Accept-Language", "en"),
    ];

    private static readonly KeyValuePair<string, string>[] SignInHeaders = [new("Accept", "application/json")];

    private readonly RetryPolicy retry = new(call.Session.Clock);
    private readonly RequestLog log = new(call.Log, call.Redactor);

    /// <summary>Sends it. A refusal by the server is a response, too.</summary>
    /// <exception cref="ApiException">A new token was refused.</exception>
    /// <exception cref="ObjectDisposedException">The session is closed.</exception>
    public async Task<Outcome> SendWithRetriesAsync(ApiRequest request, CancellationToken cancellation)
    {
        var message = MakeMessage(request);
        for (var attempt = 1; ; attempt++)
        {
            CountWrite(request);
            var outcome = await TryAsync(request, message, attempt, cancellation);
            CountWrite(request);
            if (retry.DelayAfter(request, outcome, attempt) is not { } delay)
            {
                return outcome;
            }

            log.WriteRetry(request, delay);
            await Task.Delay(delay, call.Session.Clock, cancellation);
        }
    }

    // Lists that are being read have to know.
    private void CountWrite(ApiRequest request)
    {
        if (request.IsChange)
        {
            call.CountWrite();
        }
    }

    private TransportRequest MakeMessage(ApiRequest request)
    {
        var address = call.Session.Address;
        return request.IsSignIn
            ? new(request.Method, address.ServerUri(request.Target), [.. SignInHeaders, .. address.Headers], request.MakeContent())
            : new(request.Method, address.ApiUri(request.Target), ApiHeaders, request.MakeContent())
            {
                Sink = request.Sink,
                LendsBody = request.LendsBody,
            };
    }

    private async Task<Outcome> TryAsync(ApiRequest request, TransportRequest message, int attempt, CancellationToken cancellation)
    {
        var started = call.Session.Clock.GetTimestamp();
        log.WriteRequest(request, message);
        try
        {
            var response = request.IsSignIn
                ? await call.Session.Transport.SendAsync(message, cancellation)
                : await SendAuthenticatedAsync(message, cancellation);
            log.WriteResponse(request, response, call.Session.Clock.GetElapsedTime(started));
            return new Outcome(response, null) { IsSuccess = RetryPolicy.IsSuccess(request, response, attempt) };
        }
        catch (TransportException fault)
        {
            log.WriteFault(request, fault);

            // Closing the session broke the connection.
            ObjectDisposedException.ThrowIf(!call.Session.IsOpen, call.Session);
            return new Outcome(null, fault);
        }
    }

    // The server refuses a token before it does anything, so that even a POST can be sent again with another one.
    private async Task<TransportResponse> SendAuthenticatedAsync(TransportRequest message, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(!call.Session.IsOpen, call.Session);
        var tokens = call.Session.Tokens!;
        var token = await tokens.GetAsync(call, cancellation);
        var response = await SendWithTokenAsync(message, token, cancellation);
        return ErrorReader.IsTokenRefused(response) && await tokens.RenewAsync(token, call, cancellation)
            ? await SendWithTokenAsync(message, await tokens.GetAsync(call, cancellation), cancellation)
            : response;
    }

    // A token is renewed outside of the limit: the request for it would wait for the one that needs it.
    private Task<TransportResponse> SendWithTokenAsync(TransportRequest message, SecureString token, CancellationToken cancellation)
    {
        var bearer = new KeyValuePair<string, string>("Authorization", $"Bearer {SecretText.Reveal(token)}");
        var complete = message with { Headers = [.. message.Headers, .. call.Session.Address.Headers, bearer] };
        return call.Limit is { } limit ? limit.SendAsync(SendAsync, cancellation) : SendAsync();

        Task<TransportResponse> SendAsync() => call.Session.Transport.SendAsync(complete, cancellation);
    }
}

/// <summary>What became of a request: a response, or the reason why there is none.</summary>
/// <param name="Response">The response; null where none arrived.</param>
/// <param name="Fault">Why none arrived; null where one did.</param>
internal sealed record Outcome(TransportResponse? Response, TransportException? Fault)
{
    /// <summary>True when the request did what it was sent for.</summary>
    public bool IsSuccess { get; init; }
}
