using System.Diagnostics;
using Authentik.Errors;
using Authentik.Transport;

namespace Authentik.Requests;

/// <summary>One request on its way: sent again where that does no harm, and told to the log, without secrets.</summary>
internal sealed class Delivery(Redactor redactor, ICallLog log, TimeProvider clock)
{
    private readonly RetryPolicy retry = new(clock);

    /// <summary>Sends it until there is an answer to keep, or none is to be had.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="wire">The same as it goes over the wire.</param>
    /// <param name="send">Sends it once.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Outcome> SendAsync(ApiRequest request, TransportRequest wire, Sending send, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(request, wire, send, cancellation) with { Attempt = attempt };
            var delay = outcome.Response is { } response
                ? retry.DelayAfter(request, response, attempt)
                : RetryPolicy.DelayAfter(request, outcome.Fault!.Fault, attempt);
            if (delay is null)
            {
                return outcome;
            }

            log.Verbose(redactor.Text($"{request.Method} {request.Path} is sent again in {delay.Value.TotalMilliseconds:0} ms.")!);
            await Task.Delay(delay.Value, clock, cancellation);
        }
    }

    private async Task<Outcome> TryAsync(ApiRequest request, TransportRequest wire, Sending send, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        LogRequest(request, wire);
        try
        {
            var response = await send(wire, cancellation);
            LogResponse(request, response, Stopwatch.GetElapsedTime(started));
            return new Outcome(response, null);
        }
        catch (TransportException fault)
        {
            log.Verbose(redactor.Text($"{request.Method} {request.Path}: no answer, {fault.Fault}.")!);
            return new Outcome(null, fault);
        }
    }

    private void LogRequest(ApiRequest request, TransportRequest wire)
    {
        if (!log.WantsDetails)
        {
            return;
        }

        // As it is sent: made readable, an address has characters that end what is to be taken out.
        log.Debug(redactor.Text($"> {request.Method} {wire.Uri.AbsoluteUri}")!);
        foreach (var (name, value) in wire.Headers)
        {
            log.Debug($"> {name}: {redactor.Header(name, value)}");
        }

        switch (wire.Body)
        {
            case TransportBody.Json json:
                log.Debug($"> {redactor.Body(json.Content)}");
                break;
            case TransportBody.Form form:
                log.Debug($"> {string.Join('&', form.Fields.Select(field => $"{field.Key}={redactor.Header(field.Key, field.Value)}"))}");
                break;
            case TransportBody.Upload upload:
                log.Debug($"> (file {upload.FileName})");
                break;
        }
    }

    private void LogResponse(ApiRequest request, TransportResponse response, TimeSpan elapsed)
    {
        var id = response.Header("X-authentik-id");
        log.Verbose(redactor.Text(
            $"{request.Method} {request.Target} -> {response.Status} in {elapsed.TotalMilliseconds:0} ms{(id is null ? string.Empty : $", request {id}")}")!);
        if (!log.WantsDetails)
        {
            return;
        }

        foreach (var (name, value) in response.Headers)
        {
            log.Debug($"< {name}: {redactor.Header(name, value)}");
        }

        log.Debug(ErrorReader.IsJson(response) ? $"< {redactor.Body(response.Content)}" : $"< ({response.Content.Length} bytes)");
    }
}

/// <summary>Sends a request once.</summary>
/// <exception cref="TransportException">No answer arrived.</exception>
internal delegate Task<TransportResponse> Sending(TransportRequest request, CancellationToken cancellation);

/// <summary>What became of a request: an answer, or the reason why there is none.</summary>
/// <param name="Response">The answer; null where none arrived.</param>
/// <param name="Fault">Why none arrived; null where one did.</param>
internal sealed record Outcome(TransportResponse? Response, TransportException? Fault)
{
    /// <summary>How often the request was sent, from 1.</summary>
    public int Attempt { get; init; }
}
