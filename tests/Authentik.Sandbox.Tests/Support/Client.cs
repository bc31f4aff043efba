using System.Text;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Sandboxing.Tests.Support;

/// <summary>What came back.</summary>
public sealed record Came(int Status, string ContentType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode? Json =>
        ContentType.StartsWith("application/json", StringComparison.Ordinal) && Text.Length > 0 ? JsonNode.Parse(Text) : null;

    public string? Detail => Json?["detail"]?.ToString();

    public IReadOnlyList<JsonNode> Results => [.. Json!["results"]!.AsArray().OfType<JsonNode>()];

    public JsonNode? this[string name] => Json![name];
}

/// <summary>Speaks to a sandbox as a program would.</summary>
public sealed class Client : IDisposable
{
    public const string Token = "T";

    private readonly HttpClient http;
    private readonly string start;
    private readonly string? token;

    public Client(string version = "2026.2.2", string basePath = "/")
        : this(
            new Sandbox(new SandboxOptions { Version = ServerVersion.Parse(version), Token = Token, BasePath = basePath }),
            Token,
            basePath)
    {
    }

    public Client(Sandbox sandbox, string? token, string basePath = "/")
    {
        this.token = token;
        start = $"http://sandbox.test{basePath.TrimEnd('/')}";
        http = new HttpClient(new SandboxHandler(sandbox));
    }

    /// <summary>A client of a server that isn't a sandbox.</summary>
    public Client(Uri server, string token) =>
        (this.token, start, http) =
            (token, server.GetLeftPart(UriPartial.Authority), new HttpClient(new HttpClientHandler { UseCookies = false }));

    public Task<Came> Get(string path) => Send("GET", path);

    public Task<Came> Post(string path, JsonNode? body = null) => Send("POST", path, body);

    public Task<Came> Patch(string path, JsonNode? body = null) => Send("PATCH", path, body);

    public Task<Came> Put(string path, JsonNode? body = null) => Send("PUT", path, body);

    public Task<Came> Delete(string path) => Send("DELETE", path);

    public Task<Came> Send(string method, string path, JsonNode? body = null) => SendText(method, path, body?.ToJsonString());

    /// <summary>Sends a form to what lies beside the API.</summary>
    public Task<Came> PostForm(
        string path,
        IEnumerable<(string Name, string Value)> form,
        string contentType = "application/x-www-form-urlencoded",
        string authorization = "") =>
        SendTo(
            "POST",
            start + path,
            string.Join('&', form.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}")),
            contentType,
            null,
            authorization);

    public Task<Came> SendText(
        string method,
        string path,
        string? body,
        string contentType = "application/json",
        string? accept = null,
        string? authorization = null) =>
        SendTo(method, $"{start}/api/v3{path}", body, contentType, accept, authorization ?? (token is null ? null : $"Bearer {token}"));

    public void Dispose() => http.Dispose();

    private async Task<Came> SendTo(string method, string address, string? body, string contentType, string? accept, string? authorization)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        Add(request, "Authorization", authorization);
        Add(request, "Accept", accept);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Came((int)answer.StatusCode, headers.GetValueOrDefault("Content-Type", string.Empty), text, headers);
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
