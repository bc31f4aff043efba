using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Authentik.TestServer;

/// <summary>The socket: takes requests in, writes answers out.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly ServerOptions options;
    private readonly WebApplication app;
    private readonly IMode mode;
    private readonly Control control;
    private string address = string.Empty;

    public Host(ServerOptions options)
    {
        this.options = options;
        mode = options.Mode switch
        {
            ServerMode.Recordings => new RecordingsMode(options),
            ServerMode.Proxy => new ProxyMode(options),
            ServerMode.ForwardProxy => new ForwardProxyMode(options),
            _ => new SandboxMode(options, () => address),
        };
        control = new Control(mode);
        app = Build();
        app.Run(AnswerAsync);
    }

    /// <summary>The address below which the API stands.</summary>
    public string Uri => address + options.BasePath.TrimEnd('/');

    public Task Stopped => control.Stop.Task;

    public async Task StartAsync()
    {
        await app.StartAsync();
        address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        (mode as IDisposable)?.Dispose();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = null;
            server.Listen(IPAddress.Loopback, options.Port, Prepare);
        });
        if (options.Tls != TlsMode.None)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        return builder.Build();
    }

    private void Prepare(ListenOptions listen)
    {
        if (options.Tls != TlsMode.None)
        {
            listen.UseHttps(Secure);
        }

        if (options.Mode == ServerMode.ForwardProxy)
        {
            var tunnels = new Tunnels(options, control);
            listen.Use(next => connection => tunnels.RunAsync(connection, next));
        }
    }

    private void Secure(HttpsConnectionAdapterOptions https)
    {
        var certificates = new Certificates(options.Tls);
        if (options.CertificateFolder is { } folder)
        {
            certificates.Write(folder);
        }

        https.ServerCertificate = certificates.Server;
        https.SslProtocols = options.TlsVersions;
        if (options.WantsClientCertificate)
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => certificates.IsClient(certificate);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context);
        if (request.Path.StartsWith(Control.Root, StringComparison.Ordinal))
        {
            await WriteAsync(context, control.Answer(request));
            return;
        }

        control.Log(request);
        var scripted = control.Next(request);
        await Task.Delay(scripted?.Delay ?? TimeSpan.Zero, context.RequestAborted);
        if (scripted?.IsDrop == true)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, scripted?.ToReply() ?? await mode.AnswerAsync(request, context.RequestAborted));
    }

    private static async Task<Received> ReadAsync(HttpContext context)
    {
        // The path as it was on the wire, before anything was decoded.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Received(
            context.Request.Method,
            target[0],
            target.Length > 1 ? "?" + target[1] : string.Empty,
            headers,
            body.ToArray(),
            DateTimeOffset.UtcNow);
    }

    private static async Task WriteAsync(HttpContext context, Reply reply)
    {
        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (context.Request.Method != "HEAD" && reply.Status is not (204 or 304))
        {
            context.Response.ContentLength = reply.Body.Length;
            await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
        }
    }
}
