using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Authentik.Sandboxing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Authentik.Benchmarks.Serving.Configured;

/// <summary>
/// The sandbox behind a socket. Responses are kept until something is written, so that it costs next to nothing to read it again.
/// </summary>
internal sealed class SandboxApi : IDisposable
{
    private const string Origin = "http://sandbox.invalid";
    private const string Token = "bench-token";

    private readonly HttpMessageInvoker sandbox = new(new SandboxHandler(new Sandbox(new SandboxOptions { Token = Token })));
    private readonly ConcurrentDictionary<string, Reply> kept = new();

    public void Dispose() => sandbox.Dispose();

    /// <summary>Responds to a client.</summary>
    public async Task<Reply> RespondAsync(HttpRequest request)
    {
        var path = request.GetEncodedPathAndQuery();
        if (request.Method == HttpMethods.Get && kept.TryGetValue(path, out var reply))
        {
            return reply;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return await SendAsync(request.Method, path, body.ToArray());
    }

    /// <summary>Creates an object, and returns it.</summary>
    public async Task<JsonNode> CreateAsync(string path, JsonObject values) =>
        JsonNode.Parse(await SendAsync(HttpMethod.Post, path, values))!;

    /// <summary>Sends a request of the benchmark's own, and returns the response's text.</summary>
    public async Task<string> SendAsync(HttpMethod method, string path, JsonObject values)
    {
        var reply = await SendAsync(method.Method, $"/api/v3{path}", Encoding.UTF8.GetBytes(values.ToJsonString()));
        var text = reply.ReadText();
        return reply.Status < StatusCodes.Status400BadRequest ? text : throw new InvalidOperationException($"{method} {path}: {text}");
    }

    /// <summary>The objects of the first page of a list.</summary>
    public async Task<JsonArray> ListAsync(string path)
    {
        var reply = await SendAsync(HttpMethods.Get, $"/api/v3{path}", []);
        return JsonNode.Parse(reply.ReadText())!["results"]!.AsArray();
    }

    private async Task<Reply> SendAsync(string method, string path, byte[] body)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), Origin + path);
        message.Headers.Authorization = new("Bearer", Token);
        if (body.Length > 0)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new("application/json");
        }

        using var response = await sandbox.SendAsync(message, CancellationToken.None);
        var reply = Reply.Json((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
        return Keep(method, path, reply);
    }

    private Reply Keep(string method, string path, Reply reply)
    {
        if (method != HttpMethods.Get)
        {
            kept.Clear();
            return reply;
        }

        return kept[path] = reply;
    }
}
