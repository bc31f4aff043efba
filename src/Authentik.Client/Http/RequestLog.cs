using System.Text.Json;
using Authentik.Parsing;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>Reports requests and responses to the log, without secrets.</summary>
internal sealed class RequestLog(ICallLog log, Redactor redactor)
{
    // Several pages of the largest lists; a line has to fit into a console and into a file that people read.
    private const int LongestBody = 4 * 1024 * 1024;

    public void WriteRequest(ApiRequest request, TransportRequest message)
    {
        if (!log.WantsDetails)
        {
            return;
        }

        // The address stays encoded: decoded, a secret can contain characters that end the pattern by which it is found.
        log.Debug(redactor.RedactText($"> {request.Method} {message.Uri.AbsoluteUri}")!);
        foreach (var (name, value) in message.Headers)
        {
            log.Debug($"> {name}: {redactor.RedactHeader(name, value)}");
        }

        switch (message.Body)
        {
            case TransportBody.Json json:
                log.Debug($"> {Show(json.Content)}");
                break;
            case TransportBody.Form form:
                var fields = form.Fields.Select(field => $"{field.Key}={redactor.RedactHeader(field.Key, field.Value)}");
                log.Debug($"> {string.Join('&', fields)}");
                break;
            case TransportBody.Upload upload:
                log.Debug(upload.FileName is null ? "> (form)" : $"> (file {upload.FileName})");
                break;
        }
    }

    public void WriteResponse(ApiRequest request, TransportResponse response, TimeSpan elapsed)
    {
        if (!log.WantsLines)
        {
            return;
        }

        var id = response.Header("X-authentik-id");
        var suffix = id is null ? string.Empty : $", request {id}";
        var line = $"{request.Method} {request.Target} -> {response.Status} in {elapsed.TotalMilliseconds:0} ms{suffix}";
        log.Verbose(redactor.RedactText(line)!);
        if (!log.WantsDetails)
        {
            return;
        }

        foreach (var (name, value) in response.Headers)
        {
            log.Debug($"< {name}: {redactor.RedactHeader(name, value)}");
        }

        log.Debug($"< {(ErrorReader.IsJson(response) ? Show(response.Content) : $"({response.Content.Length} bytes)")}");
    }

    public void WriteFault(ApiRequest request, TransportException fault) =>
        log.Verbose(redactor.RedactText($"{request}: no response ({fault.Fault}).")!);

    public void WriteRetry(ApiRequest request, TimeSpan delay) =>
        log.Verbose(redactor.RedactText($"{request} is sent again in {delay.TotalMilliseconds:0} ms.")!);

    // What isn't JSON can't be searched for secrets by name, so it isn't shown at all.
    private string Show(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return "(empty)";
        }

        if (body.Length > LongestBody)
        {
            return $"({body.Length} bytes, too many to show)";
        }

        try
        {
            using var json = JsonBody.Parse(body);
            return redactor.RedactJson(json.RootElement);
        }
        catch (JsonException)
        {
            return $"({body.Length} bytes that aren't JSON)";
        }
    }
}
