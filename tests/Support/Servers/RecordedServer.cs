using System.Security;
using System.Text;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Tests.Support;

/// <summary>A server with a session. It remembers what is sent, and can refuse some of it.</summary>
internal abstract class RecordedServer : ITransport
{
    private readonly HttpMessageInvoker server;
    private readonly List<string> seen = [];

    protected RecordedServer(HttpMessageHandler handler, Uri uri, string token, ServerVersion version, long userId)
    {
        server = new HttpMessageInvoker(handler);
        var connection = new Connection(new ConnectionSettings { Name = "test", Uri = uri }, new Dictionary<string, SecureString>());
        Session = new Session(connection, this, new Redactor(), Resources.Book)
        {
            Tokens = new FixedToken(SecretText.Protect(token)),
            ServerVersion = version,
            Username = "akadmin",
            UserId = userId,
            IsSuperuser = true,
        };
        Api = new ApiClient(new Call(Session, Log));
    }

    public Session Session { get; }

    public ApiClient Api { get; }

    public CallNotes Log { get; } = new();

    /// <summary>The requests as <c>GET /core/users/?page=1</c>, in their order.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (seen)
            {
                return [.. seen];
            }
        }
    }

    /// <summary>Those that aren't GET.</summary>
    public IEnumerable<string> Writes => Seen.Where(one => !one.StartsWith("GET ", StringComparison.Ordinal));

    /// <summary>A request that is refused with 403; null for none.</summary>
    public Func<string, bool>? Refuses { get; set; }

    /// <summary>The JSON that is sent for a request in place of the server's response; null for none.</summary>
    public Func<string, string?>? Answers { get; set; }

    /// <summary>What becomes of the text of a response, for what can't be set up on a server; null for no change.</summary>
    public Func<string, string, string>? Rewrites { get; set; }

    /// <summary>A request that is done, and whose response gets lost; null for none.</summary>
    public Func<string, bool>? Loses { get; set; }

    /// <summary>What happens before a request is sent.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>What each request waits for before it's sent; null for nothing.</summary>
    public Func<CancellationToken, Task>? Waits { get; set; }

    public void Forget()
    {
        lock (seen)
        {
            seen.Clear();
        }
    }

    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = Uri.UnescapeDataString(request.Uri.PathAndQuery).Replace("/api/v3", null, StringComparison.Ordinal);
        var line = $"{request.Method} {path}";
        lock (seen)
        {
            seen.Add(line);
        }

        Before?.Invoke(line);
        await (Waits?.Invoke(cancellation) ?? Task.CompletedTask);
        if (Refuses?.Invoke(line) == true)
        {
            return Json(403, """{"detail": "You do not have permission to perform this action."}""");
        }

        if (Answers?.Invoke(line) is { } answer)
        {
            return Json(200, answer);
        }

        using var message = new HttpRequestMessage(request.Method, request.Uri);
        request.Headers.ToList().ForEach(header => message.Headers.TryAddWithoutValidation(header.Key, header.Value));
        if (request.Body is TransportBody.Json json)
        {
            message.Content = new ReadOnlyMemoryContent(json.Content);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        using var response = await server.SendAsync(message, cancellation);
        if (Loses?.Invoke(line) == true)
        {
            throw new TransportException(TransportFault.TimedOut, "No response arrived.");
        }

        return new TransportResponse(
            (int)response.StatusCode,
            [.. response.Headers.Concat(response.Content.Headers).SelectMany(header => header.Value, (header, value) =>
                new KeyValuePair<string, string>(header.Key, value))],
            await ReadAsync(line, response, cancellation));
    }

    public void Dispose()
    {
        server.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<byte[]> ReadAsync(string line, HttpResponseMessage response, CancellationToken cancellation) => Rewrites is null
        ? await response.Content.ReadAsByteArrayAsync(cancellation)
        : Encoding.UTF8.GetBytes(Rewrites(line, await response.Content.ReadAsStringAsync(cancellation)));

    private static TransportResponse Json(int status, string json) =>
        new(status, [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(json));
}
