using System.Text.Json.Nodes;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>
/// Sends the requests of a call: the one way to the API. What comes back is a successful response, or an exception that says why not.
/// </summary>
internal sealed class ApiClient(Call call)
{
    private readonly RequestSender sender = new(call);

    public Call Call => call;

    public Session Session => call.Session;

    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<ApiResponse> GetAsync(string path, IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellation) =>
        SendCheckedAsync(new ApiRequest(HttpMethod.Get, path, query), cancellation);

    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<ApiResponse> WriteAsync(
        HttpMethod method, string path, JsonNode body, CancellationToken cancellation, string? check = null) =>
        SendCheckedAsync(new ApiRequest(method, path, []) { Body = body, Check = check }, cancellation);

    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task DeleteAsync(string path, CancellationToken cancellation, string? check = null)
    {
        using var response = await SendCheckedAsync(new ApiRequest(HttpMethod.Delete, path, []) { Check = check }, cancellation);
    }

    /// <summary>Sends a request, and returns its response only if it is a success.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ApiResponse> SendCheckedAsync(ApiRequest request, CancellationToken cancellation)
    {
        LearnSecrets(request);
        var errors = new ErrorReader(request, call.Redactor);
        var outcome = await DeliverAsync(request, cancellation);
        return outcome switch
        {
            { Response: null } => throw errors.ReadFault(Session.Uri, outcome.Fault!),
            { IsSuccess: true } when request.Method != HttpMethod.Get && ErrorReader.IsPage(outcome.Response) =>
                throw errors.ReadUnexpected(outcome.Response),
            { IsSuccess: true } => new ApiResponse(outcome.Response, errors),
            _ when request.Method != HttpMethod.Get && ErrorReader.IsAmbiguous(outcome.Response) =>
                throw errors.ReadAmbiguous(outcome.Response, await ExistsAsync(request.Path, cancellation)),
            _ => throw errors.Read(outcome.Response),
        };
    }

    private async Task<Outcome> DeliverAsync(ApiRequest request, CancellationToken cancellation)
    {
        try
        {
            return await sender.SendWithRetriesAsync(request, cancellation);
        }
        catch (ObjectDisposedException) when (!Session.IsOpen)
        {
            var warning = ErrorText.WarnOfChange(request.IsChange, request.Check);
            throw new InputException(
                InputProblem.NoSession,
                $"The session '{Session.Name}' was disconnected.{warning} Connect again with Connect-Authentik.");
        }
    }

    // The server may repeat them in its response.
    private void LearnSecrets(ApiRequest request)
    {
        call.Redactor.LearnSent(request.Body);
        var fields = (request.Form as TransportBody.Upload)?.Fields ?? [];
        foreach (var (name, value) in request.Query.Concat(fields))
        {
            call.Redactor.LearnSent(name, value);
        }
    }

    // If the URL doesn't exist, the server responds to GET with a web page. JSON of any status means that it exists.
    private async Task<bool> ExistsAsync(string path, CancellationToken cancellation)
    {
        var outcome = await DeliverAsync(new ApiRequest(HttpMethod.Get, path, [new("page_size", "1")]), cancellation);
        return outcome.Response is not { Status: 404 } response || ErrorReader.IsJson(response);
    }
}
