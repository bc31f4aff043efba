using System.Text;
using System.Text.Json.Nodes;
using Authentik.Transport;

namespace Authentik.Requests;

/// <summary>A request to the API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the API's root, such as <c>/core/users/</c>.</param>
/// <param name="Query">The query, in order; a name may come several times.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>The JSON body; null for none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The upload, instead of a JSON body.</summary>
    public TransportBody.Upload? Upload { get; init; }

    /// <summary>Where a successful answer's body goes; null for memory.</summary>
    public Stream? Sink { get; init; }

    /// <summary>True for a POST that changes nothing.</summary>
    public bool IsHarmless { get; init; }

    /// <summary>True when repeating it does no harm.</summary>
    public bool IsRepeatable => IsHarmless || Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Delete || Method == HttpMethod.Put;

    /// <summary>Path and query as they are sent.</summary>
    public string Target => Query.Count == 0 ? Path : $"{Path}?{string.Join('&', Query.Select(pair => $"{Escape(pair.Key)}={Escape(pair.Value)}"))}";

    /// <summary>The body as it is sent.</summary>
    public TransportBody? Content() =>
        Upload ?? (TransportBody?)(Body is null ? null : new TransportBody.Json(Encoding.UTF8.GetBytes(Body.ToJsonString(JsonWriting.Options))));

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
