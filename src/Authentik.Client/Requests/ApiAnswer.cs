using System.Text.Json;
using Authentik.Transport;

namespace Authentik.Requests;

/// <summary>A successful answer.</summary>
internal sealed class ApiAnswer(ApiRequest request, TransportResponse response, Redactor redactor) : IDisposable
{
    private JsonDocument? document;

    /// <summary>The answer as it came.</summary>
    public TransportResponse Response { get; } = response;

    /// <summary>True when it has a JSON body.</summary>
    public bool HasJson => Errors.ErrorReader.IsJson(Response) && !Response.Content.IsEmpty;

    /// <summary>The JSON body; valid until the answer is disposed of.</summary>
    /// <exception cref="ApiException">The answer is no JSON, such as the page of a proxy that wants people to sign in.</exception>
    public JsonElement Json => (document ??= Parse()).RootElement;

    /// <inheritdoc/>
    public void Dispose() => document?.Dispose();

    private JsonDocument Parse()
    {
        try
        {
            return HasJson ? JsonDocument.Parse(Response.Content) : throw Errors.ErrorReader.ReadUnexpected(request.Method.Method, request.Path, Response, redactor);
        }
        catch (JsonException)
        {
            throw Errors.ErrorReader.ReadUnexpected(request.Method.Method, request.Path, Response, redactor);
        }
    }
}
