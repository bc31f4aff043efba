using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Authentik.Sessions;

namespace Authentik.Conformance.Tests.Judging;

/// <summary>
/// Takes the client's requests to Prism and keeps what Prism refuses. Prism's own responses are made up, so that the client gets
/// others: <paramref name="made"/> for what is judged, and <paramref name="read"/> for what it reads before it writes.
/// </summary>
/// <param name="prism">The way to Prism.</param>
/// <param name="read">The response to a GET of a path below the API's root; null where GET is judged too.</param>
/// <param name="made">The response to what is judged.</param>
internal sealed class Judge(HttpMessageInvoker prism, Func<string, JsonNode>? read, JsonNode made) : HttpMessageHandler
{
    private const string ViolationsHeader = "sl-violations";

    private readonly List<string> refusals = [];

    /// <summary>How many requests were judged.</summary>
    public int Judged { get; private set; }

    /// <summary>What Prism refused.</summary>
    public IReadOnlyList<string> Refusals => refusals;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Prism has the operations at its root.
        var uri = request.RequestUri!;
        var path = uri.AbsolutePath[ServerAddress.ApiRoot.Length..];
        if (read is not null && request.Method == HttpMethod.Get)
        {
            return Respond(request, read(path));
        }

        request.RequestUri = new Uri(uri, path + uri.Query);
        using var verdict = await prism.SendAsync(request, cancellationToken);
        Judged++;
        if (!verdict.IsSuccessStatusCode)
        {
            var said = await verdict.Content.ReadAsStringAsync(cancellationToken);
            refusals.AddRange(ReadViolations(verdict, said).Select(violation => $"{request.Method} {path}: {violation}"));
        }

        return Respond(request, made);
    }

    private static HttpResponseMessage Respond(HttpRequestMessage request, JsonNode json) => new(HttpStatusCode.OK)
    {
        RequestMessage = request,
        Content = new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json"),
    };

    private static IEnumerable<string> ReadViolations(HttpResponseMessage verdict, string said)
    {
        if (!verdict.Headers.TryGetValues(ViolationsHeader, out var headers) || JsonNode.Parse(headers.First()) is not JsonArray violations)
        {
            return [$"{(int)verdict.StatusCode} {said}"];
        }

        // Prism checks the responses that it makes up as well.
        return from one in violations
               let location = string.Join('.', one["location"]!.AsArray())
               where location.StartsWith("request", StringComparison.Ordinal)
               select $"{location} {one["message"]}";
    }
}
