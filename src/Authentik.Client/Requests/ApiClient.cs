using System.Diagnostics;
using System.Text.Json.Nodes;
using Authentik.Errors;
using Authentik.Transport;

namespace Authentik.Requests;

/// <summary>Sends requests in a session: the one way to the server, with retries, the log and errors told apart.</summary>
internal sealed class ApiClient(Session session, ICallLog log, TimeProvider? time = null)
{
    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("Accept", "application/json, */*;q=0.5"),

        // Error texts are translated; ours to compare is English.
        new("Accept-Language", "en"),
    ];

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly RetryPolicy retry = new(time ?? TimeProvider.System);

    /// <summary>The session requests go to.</summary>
    public Session Session => session;

    /// <summary>Where calls are told.</summary>
    public ICallLog Log => log;

    /// <summary>Reads.</summary>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public Task<ApiAnswer> GetAsync(string path, IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellation) =>
        SendAsync(new ApiRequest(HttpMethod.Get, path, query), cancellation);

    /// <summary>Sends a JSON body.</summary>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public Task<ApiAnswer> WriteAsync(HttpMethod method, string path, JsonNode body, CancellationToken cancellation) =>
        SendAsync(new ApiRequest(method, path, []) { Body = body }, cancellation);

    /// <summary>Deletes.</summary>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var answer = await SendAsync(new ApiRequest(HttpMethod.Delete, path, []), cancellation);
    }

    /// <summary>Sends a request and returns its successful answer.</summary>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (response, fault) = await TryAsync(request, cancellation);
            var delay = response is null
                ? RetryPolicy.DelayAfter(request, fault!.Fault, attempt)
                : retry.DelayAfter(request, response, attempt);
            if (delay is null)
            {
                return response is null
                    ? throw ErrorReader.Read(request.Method.Method, request.Path, session.Uri, fault!, session.Redactor)
                    : await AnswerAsync(request, response, attempt, cancellation);
            }

            log.Verbose($"{request.Method} {request.Path} is sent again in {delay.Value.TotalMilliseconds:0} ms.");
            await Task.Delay(delay.Value, clock, cancellation);
        }
    }

    private async Task<(TransportResponse? Response, TransportException? Fault)> TryAsync(ApiRequest request, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var body = request.Content();
        LogRequest(request, body);
        try
        {
            var wire = new TransportRequest(request.Method, session.AddressOf(request.Target), Headers, body) { Sink = request.Sink };
            var response = await session.SendAsync(wire, cancellation);
            LogResponse(request, response, Stopwatch.GetElapsedTime(started));
            return (response, null);
        }
        catch (TransportException fault)
        {
            log.Verbose(session.Redactor.Text($"{request.Method} {request.Path}: no answer, {fault.Fault}.")!);
            return (null, fault);
        }
        catch (ObjectDisposedException) when (!session.IsOpen)
        {
            throw new InputException(InputProblem.NoSession, $"The session '{session.Name}' was disconnected. Connect again with Connect-Authentik.");
        }
    }

    private async Task<ApiAnswer> AnswerAsync(ApiRequest request, TransportResponse response, int attempt, CancellationToken cancellation)
    {
        // A DELETE whose answer was lost has done its work when the object is gone.
        var deletedBefore = attempt > 1 && request.Method == HttpMethod.Delete && response.Status == 404 && ErrorReader.IsJson(response);
        if (response.Status is >= 200 and < 300 || deletedBefore)
        {
            return new ApiAnswer(request, response);
        }

        if (request.Method != HttpMethod.Get && ErrorReader.IsAmbiguous(response))
        {
            throw ErrorReader.ReadAmbiguous(request.Method.Method, request.Path, response, await ExistsAsync(request.Path, cancellation));
        }

        throw ErrorReader.Read(request.Method.Method, request.Path, response, session.Redactor);
    }

    // A web page on GET means that the server has no such URL; JSON, whatever it says, that it has.
    private async Task<bool> ExistsAsync(string path, CancellationToken cancellation)
    {
        var (response, _) = await TryAsync(new ApiRequest(HttpMethod.Get, path, [new("page_size", "1")]), cancellation);
        return response is null || response.Status != 404 || ErrorReader.IsJson(response);
    }

    private void LogRequest(ApiRequest request, TransportBody? body)
    {
        if (!log.WantsDetails)
        {
            return;
        }

        log.Debug(session.Redactor.Text($"> {request.Method} {session.AddressOf(request.Target)}")!);
        switch (body)
        {
            case TransportBody.Json json:
                log.Debug($"> {session.Redactor.Body(json.Content)}");
                break;
            case TransportBody.Upload upload:
                log.Debug($"> (file {upload.FileName})");
                break;
        }
    }

    private void LogResponse(ApiRequest request, TransportResponse response, TimeSpan elapsed)
    {
        var id = response.Header("X-authentik-id");
        log.Verbose(session.Redactor.Text(
            $"{request.Method} {request.Target} -> {response.Status} in {elapsed.TotalMilliseconds:0} ms{(id is null ? string.Empty : $", request {id}")}")!);
        if (!log.WantsDetails)
        {
            return;
        }

        foreach (var (name, value) in response.Headers)
        {
            log.Debug($"< {name}: {session.Redactor.Header(name, value)}");
        }

        log.Debug(ErrorReader.IsJson(response) ? $"< {session.Redactor.Body(response.Content)}" : $"< ({response.Content.Length} bytes)");
    }
}
