using System.Text.Json;
using Authentik.Transport;

namespace Authentik.Requests;

/// <summary>A successful answer.</summary>
internal sealed class ApiAnswer(TransportResponse response) : IDisposable
{
    private JsonDocument? document;

    /// <summary>The answer as it came.</summary>
    public TransportResponse Response { get; } = response;

    /// <summary>True when it has a JSON body.</summary>
    public bool HasJson => Errors.ErrorReader.IsJson(Response) && !Response.Content.IsEmpty;

    /// <summary>The JSON body; valid until the answer is disposed of.</summary>
    public JsonElement Json => (document ??= JsonDocument.Parse(Response.Content)).RootElement;

    /// <inheritdoc/>
    public void Dispose() => document?.Dispose();
}
