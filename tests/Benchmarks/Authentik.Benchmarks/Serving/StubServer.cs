using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Authentik.Benchmarks.Serving;

/// <summary>
/// An authentik with many users on a loopback socket. Its responses are mostly copied bytes, so that clients are measured and not the
/// server. GET /counters returns the requests so far, DELETE /counters forgets them.
/// </summary>
internal sealed class StubServer : IAsyncDisposable
{
    private const string CountersPath = "/counters";

    private readonly WebApplication application;
    private readonly Counters counters = new();
    private readonly StubApi api;
    private readonly TimeSpan latency;

    private StubServer(WebApplication application, int users, int applications, TimeSpan latency)
    {
        (this.application, this.latency) = (application, latency);
        api = new StubApi(users, applications);
        application.Run(RespondAsync);
    }

    /// <summary>Its address.</summary>
    public string Uri => application.Urls.Single();

    /// <summary>Starts a server with so many users and applications, that waits so long before each response.</summary>
    public static async Task<StubServer> StartAsync(int users, int applications, TimeSpan latency)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new StubServer(builder.Build(), users, applications, latency);
        await server.application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        if (context.Request.Path == CountersPath)
        {
            await SendAsync(context, RespondWithCounters(context.Request.Method));
            return;
        }

        counters.Add(context.Request.Method, context.Request.Path);
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, context.RequestAborted);
        }

        await SendAsync(context, await api.RespondAsync(context.Request));
    }

    private Reply RespondWithCounters(string method)
    {
        if (method == HttpMethods.Delete)
        {
            counters.Clear();
        }

        return Reply.Json(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(counters.ToDictionary()));
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
