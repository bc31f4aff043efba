using System.Text;
using Authentik.Transport;

namespace Authentik.Client.Tests.Support;

/// <summary>Answers requests from a function, and remembers them.</summary>
internal sealed class FakeTransport(Func<TransportRequest, TransportResponse> answer) : ITransport
{
    private readonly List<TransportRequest> seen = [];

    public IReadOnlyList<TransportRequest> Seen
    {
        get
        {
            lock (seen)
            {
                return [.. seen];
            }
        }
    }

    public IEnumerable<string> Calls => Seen.Select(request => $"{request.Method} {Uri.UnescapeDataString(request.Uri.PathAndQuery)}");

    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (seen)
        {
            seen.Add(request);
        }

        return Task.FromResult(answer(request));
    }

    public void Dispose()
    {
    }

    public static TransportResponse Json(int status, string json, params (string Name, string Value)[] headers) => new(
        status,
        [new("Content-Type", "application/json"), .. headers.Select(header => new KeyValuePair<string, string>(header.Name, header.Value))],
        Encoding.UTF8.GetBytes(json));

    public static TransportResponse Html(int status, string text = "") =>
        new(status, [new("Content-Type", "text/html; charset=utf-8")], Encoding.UTF8.GetBytes(text));

    public static string BodyOf(TransportRequest request) =>
        request.Body is TransportBody.Json json ? Encoding.UTF8.GetString(json.Content.Span) : string.Empty;
}
