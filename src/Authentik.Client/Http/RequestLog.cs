using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>Reports requests and responses to the log, without secrets.</summary>
internal sealed class RequestLog(ICallLog log, Redactor redactor)
{
    public void WriteRequest(ApiRequest request, TransportRequest message)
    {
        if (!log.WantsDetails)
        {
            return;
        }

        // As it is sent: made readable, an address has characters that end what is to be taken out.
        log.Debug(redactor.Text($"> {request.Method} {message.Uri.AbsoluteUri}")!);
        foreach (var (name, value) in message.Headers)
        {
            log.Debug($"> {name}: {redactor.Header(name, value)}");
        }

        switch (message.Body)
        {
            case TransportBody.Json json:
                log.Debug($"> {redactor.Body(json.Content)}");
                break;
            case TransportBody.Form form:
                log.Debug($"> {string.Join('&', form.Fields.Select(field => $"{field.Key}={redactor.Header(field.Key, field.Value)}"))}");
                break;
            case TransportBody.Upload upload:
                log.Debug(upload.FileName is null ? "> (form)" : $"> (file {upload.FileName})");
                break;
        }
    }

    public void WriteResponse(ApiRequest request, TransportResponse response, TimeSpan elapsed)
    {
        var id = response.Header("X-authentik-id");
        var suffix = id is null ? string.Empty : $", request {id}";
        log.Verbose(redactor.Text($"{request.Method} {request.Target} -> {response.Status} in {elapsed.TotalMilliseconds:0} ms{suffix}")!);
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

    public void WriteFault(ApiRequest request, TransportException fault) =>
        log.Verbose(redactor.Text($"{request}: no response ({fault.Fault}).")!);

    public void WriteRetry(ApiRequest request, TimeSpan delay) =>
        log.Verbose(redactor.Text($"{request} is sent again in {delay.TotalMilliseconds:0} ms.")!);
}
