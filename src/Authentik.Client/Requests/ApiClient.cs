using System.Text.Json.Nodes;
using Authentik.Errors;
using Authentik.Transport;

namespace Authentik.Requests;

/// <summary>Sends requests in a session: the one way to the API, with errors told apart.</summary>
internal sealed class ApiClient
{
    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("Accept", "application/json, */*;q=0.5"),

        // Error texts are translated; ours to compare is English.
        new("Accept-Language", "en"),
    ];

    private readonly Session session;
    private readonly Delivery delivery;

    public ApiClient(Session session, ICallLog log, TimeProvider? time = null)
    {
        this.session = session;
        Log = session.Traced(log);
        delivery = new Delivery(session.Redactor, Log, time ?? TimeProvider.System);
    }

    /// <summary>The session requests go to.</summary>
    public Session Session => session;

    /// <summary>Where calls are told.</summary>
    public ICallLog Log { get; }

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
        LearnSecrets(request);
        var outcome = await DeliverAsync(request, cancellation);
        return outcome.Response is { } response
            ? await AnswerAsync(request, response, outcome.Attempt, cancellation)
            : throw ErrorReader.Read(request.Method.Method, request.Path, session.Uri, outcome.Fault!, session.Redactor);
    }

    private async Task<Outcome> DeliverAsync(ApiRequest request, CancellationToken cancellation)
    {
        var wire = new TransportRequest(request.Method, session.AddressOf(request.Target), Headers, request.Content()) { Sink = request.Sink };
        try
        {
            return await delivery.SendAsync(request, wire, (one, token) => session.SendAsync(one, Log, token), cancellation);
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
            return new ApiAnswer(request, response, session.Redactor);
        }

        if (request.Method != HttpMethod.Get && ErrorReader.IsAmbiguous(response))
        {
            throw ErrorReader.ReadAmbiguous(request.Method.Method, request.Path, response, await ExistsAsync(request.Path, cancellation), session.Redactor);
        }

        throw ErrorReader.Read(request.Method.Method, request.Path, response, session.Redactor);
    }

    // The server's answer may repeat them.
    private void LearnSecrets(ApiRequest request)
    {
        session.Redactor.LearnSent(request.Body);
        foreach (var (name, value) in request.Query.Concat(request.Upload?.Fields ?? []))
        {
            session.Redactor.LearnSent(name, value);
        }
    }

    // A web page on GET means that the server has no such URL; JSON, whatever it says, that it has.
    private async Task<bool> ExistsAsync(string path, CancellationToken cancellation)
    {
        var outcome = await DeliverAsync(new ApiRequest(HttpMethod.Get, path, [new("page_size", "1")]), cancellation);
        return outcome.Response is not { Status: 404 } response || ErrorReader.IsJson(response);
    }
}
