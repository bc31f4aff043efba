using System.Text.Json;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>A successful response.</summary>
internal sealed class ApiResponse(TransportResponse raw, ErrorReader errors) : IDisposable
{
    private JsonDocument? document;

    /// <summary>The response as it came.</summary>
    public TransportResponse Raw { get; } = raw;

    /// <summary>True when it has a JSON body.</summary>
    public bool HasJson => ErrorReader.IsJson(Raw) && !Raw.Content.IsEmpty;

    /// <summary>The JSON body; valid until the response is disposed of.</summary>
    /// <exception cref="ApiException">The response isn't JSON, such as the page of a proxy that asks for a sign-in.</exception>
    public JsonElement Json => (document ??= Parse()).RootElement;

    /// <summary>The JSON body where that has to be an object; valid until the response is disposed of.</summary>
    /// <exception cref="ApiException">The response isn't a JSON object.</exception>
    public JsonElement JsonObject => Json is { ValueKind: JsonValueKind.Object } found ? found : throw errors.ReadUnexpected(Raw);

    /// <summary>Makes the exception for a list that can't be read to its end.</summary>
    /// <param name="reason">What is wrong with it, as the rest of a sentence.</param>
    public ApiException RefuseList(string reason) => errors.ReadUnexpected(Raw, $"The list can't be read to its end: {reason}");

    /// <inheritdoc/>
    public void Dispose() => document?.Dispose();

    private JsonDocument Parse()
    {
        try
        {
            return HasJson ? JsonDocument.Parse(Raw.Content) : throw errors.ReadUnexpected(Raw);
        }
        catch (JsonException)
        {
            throw errors.ReadUnexpected(Raw);
        }
    }
}
