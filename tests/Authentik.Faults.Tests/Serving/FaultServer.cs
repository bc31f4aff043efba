using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Authentik.Faults.Tests.Serving;

/// <summary>
/// A server on a loopback socket that responds to one request of each command with a fault, byte by byte, and to all others as authentik
/// does. The first part of an address says which command and which fault it is about, so that many can run at once.
/// </summary>
public sealed class FaultServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentDictionary<string, Trial> trials = new();

    private FaultServer(WebApplication application) => this.application = application;

    /// <summary>Its address.</summary>
    public string Uri { get; private set; } = string.Empty;

    /// <summary>Starts a server.</summary>
    public static async Task<FaultServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        FaultServer? server = null;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Run(connection => server!.ServeAsync(connection)));
        });
        server = new FaultServer(builder.Build());
        await server.application.StartAsync();
        var addresses = server.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Uri = addresses.Addresses.Single();
        return server;
    }

    /// <summary>Adds a trial, and returns the address that it's served at.</summary>
    public string Add(Trial trial)
    {
        trials[trial.Id] = trial;
        return $"{Uri}/{trial.Id}";
    }

    /// <summary>Forgets a trial.</summary>
    public void Remove(Trial trial) => trials.TryRemove(trial.Id, out _);

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task ServeAsync(ConnectionContext connection)
    {
        await using var wire = new Wire(connection);
        try
        {
            while (!wire.IsClosed && await wire.ReadRequestAsync() is { } request)
            {
                await RespondAsync(wire, request);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ConnectionAbortedException
            or ConnectionResetException or InvalidOperationException)
        {
            // The client went away, as it should with many faults.
        }
    }

    private async Task RespondAsync(Wire wire, WireRequest request)
    {
        if (!trials.TryGetValue(request.Trial, out var trial))
        {
            await wire.WriteAsync(Response.Json(404, "{}"));
        }
        else if (trial.Operation.IsMeant(request))
        {
            trial.Count(request);
            await trial.Fault.RespondAsync(wire, trial.Operation);
        }
        else if (trial.Refuses(request))
        {
            await wire.WriteAsync(Response.Json(403, """{"detail":"Token invalid/expired"}"""));
        }
        else
        {
            await wire.WriteAsync(Response.Json(200, Ordinary.Respond(request, trial.Operation.Version)));
        }
    }
}
