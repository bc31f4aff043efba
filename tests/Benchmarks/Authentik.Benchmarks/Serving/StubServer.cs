using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Authentik.Benchmarks.Serving;

/// <summary>
/// An authentik with many users on a loopback socket. Its responses are mostly copied bytes, so that clients are measured and not the
/// server. GET /counters returns the requests so far, GET /counters/most how many ran at once, DELETE /counters forgets both.
/// </summary>
internal sealed class StubServer : IAsyncDisposable
{
    private const string CountersPath = "/counters";
    private const string MostPath = "/counters/most";

    private readonly WebApplication application;
    private readonly Counters counters = new();
    private readonly Func<HttpRequest, Task<Reply>> respond;
    private readonly TimeSpan latency;

    private StubServer(WebApplication application, Func<HttpRequest, Task<Reply>> respond, TimeSpan latency)
    {
        (this.application, this.respond, this.latency) = (application, respond, latency);
        application.Run(RespondAsync);
    }

    /// <summary>Its address.</summary>
    public string Uri => application.Urls.Single();

    /// <summary>Starts a server that waits so long before each response.</summary>
    public static async Task<StubServer> StartAsync(Func<HttpRequest, Task<Reply>> respond, TimeSpan latency)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new StubServer(builder.Build(), respond, latency);
        await server.application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(CountersPath))
        {
            await SendAsync(context, RespondWithCounters(context.Request));
            return;
        }

        counters.Begin(context.Request.Method, context.Request.Path);
        try
        {
            if (latency > TimeSpan.Zero)
            {
                await Task.Delay(latency, context.RequestAborted);
            }

            await SendAsync(context, await respond(context.Request));
        }
        finally
        {
            counters.End();
        }
    }

    private Reply RespondWithCounters(HttpRequest request)
    {
        if (request.Method == HttpMethods.Delete)
        {
            counters.Clear();
        }

        return request.Path == MostPath
            ? Reply.Json(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(counters.Most))
            : Reply.Json(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(counters.ToDictionary()));
    }

    private static async Task SendAsync(HttpContext context, Reply reply)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = reply.Length;
        reply.Write(context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
