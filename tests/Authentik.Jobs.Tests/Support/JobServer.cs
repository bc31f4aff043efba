using System.Security;
using System.Text;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sandboxing;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Jobs.Tests.Support;

/// <summary>A sandbox of a version for a job. It remembers what is sent, and can refuse some of it.</summary>
internal sealed class JobServer : ITransport
{
    private const string Token = "job-test-token-0123456789";

    private readonly HttpMessageInvoker sandbox;
    private readonly List<string> seen = [];

    public JobServer(string version = "2026.2.2")
    {
        var options = new SandboxOptions { Version = ServerVersion.Parse(version), Token = Token };
        sandbox = new HttpMessageInvoker(new SandboxHandler(new Sandbox(options)));
        var connection = new Connection(
            new ConnectionSettings { Name = "test", Uri = new Uri("https://sandbox.invalid/") }, new Dictionary<string, SecureString>());
        Session = new Session(connection, this, new Redactor(), Resources.Book)
        {
            Tokens = new FixedToken(SecretText.Protect(Token)),
            ServerVersion = options.Version,
            Username = "akadmin",
            IsSuperuser = true,
        };
        Jobs = new JobClient(new ApiClient(new Call(Session, Log)));
    }

    /// <summary>One version of each release that is supported.</summary>
    public static TheoryData<string> Versions =>
    [
        "2024.8.6", "2024.10.5", "2024.12.5", "2025.2.4", "2025.4.4", "2025.6.4", "2025.8.6", "2025.10.4", "2025.12.4", "2026.2.2",
        "2026.5.6", "2026.8.3",
    ];

    /// <summary>True for versions in which users have permissions without a role; the sandbox's jdoe has one.</summary>
    public static bool HasUserPermissions(string version) => ServerVersion.Parse(version) < ServerVersion.Parse("2025.12.0");

    public Session Session { get; }

    public JobClient Jobs { get; }

    public JobLog Log { get; } = new();

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

    /// <summary>The JSON that is sent for a request in place of the sandbox's response; null for none.</summary>
    public Func<string, string?>? Answers { get; set; }

    /// <summary>What becomes of the text of a response, for what can't be set up on a sandbox; null for no change.</summary>
    public Func<string, string, string>? Rewrites { get; set; }

    /// <summary>A request that is done, and whose response gets lost; null for none.</summary>
    public Func<string, bool>? Loses { get; set; }

    /// <summary>What happens before a request is sent.</summary>
    public Action<string>? Before { get; set; }

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

        using var response = await sandbox.SendAsync(message, cancellation);
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

    public void Dispose() => sandbox.Dispose();

    private async Task<byte[]> ReadAsync(string line, HttpResponseMessage response, CancellationToken cancellation) => Rewrites is null
        ? await response.Content.ReadAsByteArrayAsync(cancellation)
        : Encoding.UTF8.GetBytes(Rewrites(line, await response.Content.ReadAsStringAsync(cancellation)));

    private static TransportResponse Json(int status, string json) =>
        new(status, [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(json));
}
